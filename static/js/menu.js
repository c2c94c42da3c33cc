// On a narrow screen the menu is a strip that scrolls: brings the page she is on into sight. Nothing to mark.
(function () {
  "use strict";
  var strip = document.querySelector(".topnav"), here = strip && strip.querySelector("[aria-current]");
  if (!here) return;
  var there = here.getBoundingClientRect(), seen = strip.getBoundingClientRect();
  strip.scrollLeft += there.left - seen.left - (seen.width - there.width) / 2;
})();
