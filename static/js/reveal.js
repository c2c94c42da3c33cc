// F8 shows and hides what the queue should not read.
// data-mf-reveal          on an element with `hidden`: shown and hidden by F8.
// data-mf-reveal-from="url"  on such an element: what it shows is fetched from there when it is shown, and thrown away when it is hidden.
// data-mf-reveal-toggle   on a button or link: the same by hand; gets aria-expanded. Without script a link leads to the page with the figures shown.
(function () {
  "use strict";
  var open = false;
  function fill(element) {
    element.textContent = "";
    if (open) htmx.ajax("GET", element.dataset.mfRevealFrom, { target: element, swap: "innerHTML" });
  }
  function show(wanted) {
    open = wanted;
    document.querySelectorAll("[data-mf-reveal]").forEach(function (element) {
      element.hidden = !open;
      if (element.dataset.mfRevealFrom) fill(element);
    });
    document.querySelectorAll("[data-mf-reveal-toggle]").forEach(function (toggle) { toggle.setAttribute("aria-expanded", String(open)); });
  }
  document.addEventListener("keydown", function (event) {
    if (event.key !== "F8" || !document.querySelector("[data-mf-reveal]")) return;
    event.preventDefault();
    show(!open);
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-mf-reveal-toggle]")) return;
    event.preventDefault();
    show(!open);
  });
  document.addEventListener("htmx:afterSwap", function (event) {
    if (!open || !event.target.hasAttribute("data-mf-reveal-from")) show(false);
  });
})();
