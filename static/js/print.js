// Opens the browser's print window.
// data-mf-print       on a button: prints when pressed; the button is `hidden` in the page and shown by this script.
// data-mf-print-now   on any element: prints as soon as the page stands (a slip asked for with Enter).
// data-mf-page        "first" or "last", inside a .sheet-month: shown where that paper takes more than one page; data-mf-page-number and
//                     data-mf-pages in it are filled. 196 mm of an A5 page are printed on.
(function () {
  "use strict";
  var PAGE = 196 * 96 / 25.4;
  document.querySelectorAll(".sheet-month").forEach(function (paper) {
    var look = getComputedStyle(paper), inside = -parseFloat(look.paddingTop) - parseFloat(look.paddingBottom), all;
    paper.style.minHeight = 0; // as it is printed
    inside += paper.scrollHeight;
    paper.style.minHeight = "";
    all = Math.ceil((inside - 1) / PAGE);
    if (all > 1) paper.querySelectorAll("[data-mf-page]").forEach(function (place) {
      place.querySelector("[data-mf-page-number]").textContent = place.dataset.mfPage === "first" ? 1 : all;
      place.querySelector("[data-mf-pages]").textContent = all;
      place.hidden = false;
    });
  });
  document.querySelectorAll("[data-mf-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  if (document.querySelector("[data-mf-print-now]")) window.addEventListener("load", function () { window.print(); });
})();
