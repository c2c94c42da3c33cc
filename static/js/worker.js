// The service worker of the resident's pages (/me/): when there is no network, it shows a page with the amount that she saw last.
// MF_KEPT, set by the small script that loads this one: {name, page, files}, the offline page and what it needs.
//
// It never stores a page of hers. What it keeps is what the server tells it in the header X-Mf-Seen, as JSON:
//   {"who": "…"}             somebody's own session; whoever comes after her on this phone makes it forget
//   {"who": "…", "amount": "¥608.20", "words": "…", "day": "…", "until": 1795363200000}   her home: keep this
//   {"who": ""}              a helper or a trusted person looks: forget, keep nothing
// A page that leads away (the session has ended) makes it forget too; signing in and out clear the phone by Clear-Site-Data.
/* global MF_KEPT */
"use strict";
var SEEN = "mf-seen", PLACE = "/me/offline/seen/";

function forget() { return caches.delete(SEEN); }

function kept() {
  return caches.open(SEEN).then(function (cache) { return cache.match(PLACE); }).then(function (answer) {
    return answer ? answer.json() : null;
  });
}

function note(response) {
  if (response.type === "opaqueredirect" || response.redirected) return forget();
  var header = response.headers.get("X-Mf-Seen");
  if (!header) return Promise.resolve();
  var told = JSON.parse(header);
  if (!told.who) return forget();
  if (told.amount) {
    return caches.open(SEEN).then(function (cache) { return cache.put(PLACE, new Response(header)); });
  }
  return kept().then(function (before) { return before && before.who !== told.who ? forget() : null; });
}

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(MF_KEPT.name).then(function (cache) {
    return cache.addAll([MF_KEPT.page].concat(MF_KEPT.files));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) {
      return name.indexOf("mf-offline-") === 0 && name !== MF_KEPT.name;
    }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }).then(function () {
    return fetch("/me/", { method: "HEAD", credentials: "same-origin", redirect: "manual" }).then(note);
  }).catch(function () {}));
});

self.addEventListener("fetch", function (event) {
  var request = event.request, path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).then(function (response) {
      event.waitUntil(note(response).catch(forget));
      return response;
    }, function () { return caches.match(MF_KEPT.page); }));
  } else if (MF_KEPT.files.indexOf(path) >= 0) {
    event.respondWith(fetch(request).catch(function () { return caches.match(path); }));
  }
});
