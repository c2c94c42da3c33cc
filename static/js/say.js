// Makes the live region #said speak. Sentences that came with the page are put in again, because readers only announce what changes.
// From the server after an htmx request:  HX-Trigger: {"mf-say": "sentence"}.  From other scripts:  document.dispatchEvent(new CustomEvent("mf-say", {detail: {value: "…"}})).
(function () {
  "use strict";
  function region() { return document.getElementById("said"); }

  function say(sentence) {
    var place = region();
    if (!place || !sentence) return;
    var spoken = place.querySelector(".sr") || place.appendChild(Object.assign(document.createElement("p"), { className: "sr" }));
    spoken.textContent = "";
    setTimeout(function () { spoken.textContent = sentence; }, 60);
  }

  document.addEventListener("mf-say", function (event) {
    say(typeof event.detail === "string" ? event.detail : event.detail && event.detail.value);
  });
  document.addEventListener("DOMContentLoaded", function () {
    var place = region();
    if (!place || !place.children.length) return;
    var said = Array.from(place.children);
    said.forEach(function (message) { message.remove(); });
    setTimeout(function () { said.forEach(function (message) { place.appendChild(message); }); }, 60);
  });
})();
