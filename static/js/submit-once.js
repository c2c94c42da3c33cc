// A form is sent once, however often it is pressed. Works on every <form method="post"> by itself; nothing to mark.
// data-mf-again on the form  lets it be sent again (a download, a search).
// The server refuses a second post anyway (the hidden field `once`); this only spares the reader the wait.
(function () {
  "use strict";
  var sent = "mfSent";

  function rest(form) {
    delete form.dataset[sent];
    form.querySelectorAll("[aria-disabled][data-mf-resting]").forEach(function (button) {
      button.removeAttribute("aria-disabled");
      button.removeAttribute("data-mf-resting");
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-mf-again")) return;
    if (form.dataset[sent]) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset[sent] = "1";
    setTimeout(function () {
      if (event.defaultPrevented && !form.hasAttribute("hx-post")) return rest(form);
      form.querySelectorAll("button:not([type=button]), input[type=submit]").forEach(function (button) {
        button.setAttribute("aria-disabled", "true");
        button.setAttribute("data-mf-resting", "");
      });
    }, 0);
    setTimeout(function () { rest(form); }, 15000);
  }, true);

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest ? event.target.closest("form") : null;
    if (form) rest(form);
  });
  window.addEventListener("pageshow", function () { document.querySelectorAll("form[data-mf-sent]").forEach(rest); });
})();
