// Copies a text to paste it into a chat.
// data-mf-copy="#text-7"    on a button: copies the words of that element; the button is `hidden` in the page and shown by this script.
// data-mf-copied="Copied"   on the same button: what is said through the live region, and for a moment on the button.
(function () {
  "use strict";
  function mark(button) {
    var words = button.dataset.mfCopied;
    document.dispatchEvent(new CustomEvent("mf-say", { detail: { value: words } }));
    button.setAttribute("aria-label", words);
    button.classList.add("active");
  }
  function old(text, button) { // http, or a browser from before 2019
    var field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.className = "sr";
    document.body.appendChild(field);
    field.select();
    var worked = document.execCommand("copy");
    field.remove();
    button.focus();
    if (worked) mark(button);
  }
  document.querySelectorAll("[data-mf-copy]").forEach(function (button) {
    var source = document.querySelector(button.dataset.mfCopy);
    if (!source) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = source.textContent.trim();
      if (!navigator.clipboard || !window.isSecureContext) return old(text, button);
      navigator.clipboard.writeText(text).then(function () { mark(button); }, function () { old(text, button); });
    });
  });
})();
