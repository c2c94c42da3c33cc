// Figures while they are typed: running amounts in whole ten-thousandths of a yuan (never floats), full-width figures made plain, select on focus.
// data-mf-sum                    on a form, row or table: a scope. Scopes may lie in one another (row in table).
// data-mf-rate="1.3500"          on an input in a scope: yuan per piece (at most 4 decimals).
// data-mf-rate-from="issue"      on an input instead: the rate stands on the checked radio of that name (data-mf-rate there).
// data-mf-total                  on an <output> in a scope: pieces × rate of all inputs of its nearest scope, as ¥1,234.50, rounded once.
//                                data-mf-total="plain" leaves the ¥ away.
//                                Inputs that the server refused (aria-invalid) don't count until they are changed, but in data-mf-sum="typed".
// data-mf-count="good-7"         on an <output>: the pieces of all inputs in its scope with data-mf-counted="good-7".
// On a checkbox data-mf-rate is the amount of its row, and it counts as one piece while it is ticked.
// data-mf-whole="120"            on an element around inputs: the one with data-mf-rest shows what the others leave of so many, until it is typed in itself.
// data-mf-live                   on an element with `hidden`: shown, since the figures in it now follow what is typed.
// data-mf-select                 on an input: all selected when it gets the focus.
// The server works everything out again; what stands here is only a help.
(function () {
  "use strict";
  var TEN_THOUSAND = 10000;

  function plain(text) { // a comma goes where it separates thousands; what 8,5 means only who typed it knows
    text = text.replace(/[０-９]/g, function (figure) { return String.fromCharCode(figure.charCodeAt(0) - 0xfee0); })
      .replace(/[．。]/g, ".").replace(/，/g, ",").trim();
    return /^[1-9]\d{0,2}([,\s]\d{3})+$/.test(text) ? text.replace(/[,\s]/g, "") : text;
  }
  function pieces(input) {
    if (input.type === "checkbox") return input.checked ? 1 : 0;
    if (input.getAttribute("aria-invalid") === "true" && !input.closest('[data-mf-sum="typed"]')) return 0;
    var text = plain(input.value);
    return /^\d{1,7}$/.test(text) ? parseInt(text, 10) : 0;
  }
  function parts(text) { // "1.35" → 13500
    var match = /^(\d{1,8})(?:\.(\d{1,4})0*)?$/.exec(text || "");
    return match ? parseInt(match[1], 10) * TEN_THOUSAND + parseInt(((match[2] || "") + "0000").slice(0, 4), 10) : 0;
  }
  function rate(input) {
    var from = input.dataset.mfRateFrom;
    if (!from) return parts(input.dataset.mfRate);
    var chosen = (input.form || document).querySelector('input[name="' + CSS.escape(from) + '"]:checked');
    return chosen ? parts(chosen.dataset.mfRate) : 0;
  }
  function yuan(total, sign) {
    var fen = Math.floor((total + 50) / 100);
    var whole = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
    return sign + whole + "." + ("0" + fen % 100).slice(-2);
  }
  function work(scope) {
    scope.querySelectorAll("[data-mf-live]").forEach(function (element) { element.hidden = false; });
    scope.querySelectorAll("[data-mf-total]").forEach(function (out) {
      if (out.closest("[data-mf-sum]") !== scope) return;
      var total = 0;
      scope.querySelectorAll("input[data-mf-rate]:not([type=radio]), input[data-mf-rate-from]").forEach(function (input) {
        total += pieces(input) * rate(input);
      });
      out.textContent = yuan(total, out.dataset.mfTotal === "plain" ? "" : "¥");
    });
    scope.querySelectorAll("[data-mf-count]").forEach(function (out) {
      if (out.closest("[data-mf-sum]") !== scope) return;
      var sum = 0;
      scope.querySelectorAll('[data-mf-counted="' + CSS.escape(out.dataset.mfCount) + '"]').forEach(function (input) { sum += pieces(input); });
      out.textContent = String(sum);
    });
  }
  function workUp(element) {
    for (var scope = element.closest("[data-mf-sum]"); scope; scope = scope.parentElement && scope.parentElement.closest("[data-mf-sum]")) work(scope);
  }

  function leave(input) {
    var whole = input.closest("[data-mf-whole]"), rest = whole && whole.querySelector("[data-mf-rest]");
    if (!rest) return;
    if (rest === input) { rest.removeAttribute("data-mf-rest"); return; }
    var taken = 0;
    whole.querySelectorAll("input").forEach(function (other) { if (other !== rest) { other.removeAttribute("aria-invalid"); taken += pieces(other); } });
    rest.value = String(Math.max(0, parseInt(whole.dataset.mfWhole, 10) - taken));
  }

  document.addEventListener("input", function (event) {
    leave(event.target);
    if (!event.target.closest("[data-mf-sum]")) return;
    event.target.removeAttribute("aria-invalid"); // changed: it's judged anew when it is sent
    workUp(event.target);
  });
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (input.inputMode === "numeric" && /[０-９．。，,\s]/.test(input.value)) input.value = plain(input.value);
    workUp(input);
  });
  document.addEventListener("focusin", function (event) {
    if (event.target.matches("[data-mf-select]")) event.target.select();
  });
  function all() { document.querySelectorAll("[data-mf-sum]").forEach(work); }
  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("htmx:afterSettle", all);
})();
