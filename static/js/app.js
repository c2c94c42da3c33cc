// A resident's phone as an app. Phones without service workers, and pages that didn't come by HTTPS, lose nothing.
// On a page of hers: makes the service worker known, once the page has loaded and the phone is idle.
// data-mf-offline   on the offline page: fills data-mf-seen="words", "amount" and "day" with what was seen last and shows the element; with nothing
//                   seen, or what is too old, data-mf-unseen is shown.
// data-mf-forget    on a page that ends a session: forgets what was seen and takes the service worker away.
(function () {
  "use strict";
  if (!("serviceWorker" in navigator) || !window.caches) return;

  function dress() { // as she chose it, also after the page was kept
    ["text", "contrast", "layout"].forEach(function (name) {
      var chosen = document.cookie.match("(?:^|; )mf_" + name + "=(\\w+)");
      if (chosen) document.documentElement.setAttribute("data-" + name, chosen[1]);
      else document.documentElement.removeAttribute("data-" + name);
    });
  }
  function show(told) {
    var shown = document.querySelector("[data-mf-offline]"), rest = document.querySelector("[data-mf-unseen]");
    if (!told || !(told.until > Date.now())) { rest.hidden = false; return; }
    ["words", "amount", "day"].forEach(function (name) {
      document.querySelector("[data-mf-seen=" + name + "]").textContent = told[name];
    });
    shown.hidden = false;
  }
  function forget() {
    caches.delete("mf-seen");
    navigator.serviceWorker.getRegistrations().then(function (all) {
      all.forEach(function (registration) { registration.unregister(); });
    });
  }
  function register() { navigator.serviceWorker.register("/me/worker.js", { scope: "/me/" }).catch(function () {}); }

  if (document.querySelector("[data-mf-offline]")) {
    dress();
    caches.match("/me/offline/seen/").then(function (answer) { return answer ? answer.json() : null; }).then(show, function () { show(null); });
  } else if (document.querySelector("[data-mf-forget]")) forget();
  else window.addEventListener("load", function () {
    if (window.requestIdleCallback) requestIdleCallback(register, { timeout: 4000 });
    else setTimeout(register, 2000);
  });
})();
