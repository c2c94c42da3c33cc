// Short sounds on staff pages.
// a[data-mf-sound]           plays what it leads to, instead of going there.
// audio[data-mf-sound-here]  plays again with the space key.
(function () {
  "use strict";
  var playing = null;
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-mf-sound]");
    if (!link) return;
    event.preventDefault();
    if (playing) playing.pause();
    playing = new Audio(link.href);
    playing.play().catch(function () { location.href = link.href; });
  });
  document.addEventListener("keydown", function (event) {
    var here = document.querySelector("audio[data-mf-sound-here]");
    if (!here || event.key !== " " || event.target.closest("button, a, audio, input, textarea, select")) return;
    event.preventDefault();
    here.currentTime = 0;
    here.play().catch(function () {});
  });
})();
