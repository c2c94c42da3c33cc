// Opens the browser's print window.
// data-mf-print       on a button: prints when pressed; the button is `hidden` in the page and shown by this script.
// data-mf-print-now   on any element: prints as soon as the page stands (a slip asked for with Enter).
(function () {
  "use strict";
  document.querySelectorAll("[data-mf-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  if (document.querySelector("[data-mf-print-now]")) window.addEventListener("load", function () { window.print(); });
})();
