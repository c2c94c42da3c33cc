// Choosing by key.
// data-mf-key="1"                on a radio: pressing 1 (while no field is being typed in) or Alt+1 (always) chooses it.
// data-mf-key-then="#id_good"    on the same radio or on an element around it: where the focus goes then.
// data-mf-walks="choice"         on an input in the same form: arrow down and up choose the next radio of that name or the one before, whatever is
//                                being typed; the focus stays, and what is chosen is said aloud.
// data-mf-results                on the box that holds the results (links or buttons); data-mf-query on it says for which words they are.
// data-mf-results-for="#found"   on the search input: arrow down walks into the results, Enter opens the first one if it belongs to the words typed
//                                (else the form is sent as without script). In the results: arrows walk, Enter opens, Escape or a letter leads back.
(function () {
  "use strict";
  var typing = "input:not([type=radio]):not([type=checkbox]):not([type=submit]), textarea, select, [contenteditable]";

  function results(input) {
    var box = document.querySelector(input.dataset.mfResultsFor);
    return box ? { box: box, items: Array.from(box.querySelectorAll("a[href], button")) } : { box: null, items: [] };
  }
  function take(radio) {
    var shut = radio.closest("details:not([open])");
    if (shut) shut.open = true;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function step(input, way) {
    var radios = Array.from(input.form.querySelectorAll('input[type=radio][name="' + CSS.escape(input.dataset.mfWalks) + '"]:not(:disabled)'));
    if (radios.length < 2) return;
    var at = radios.findIndex(function (radio) { return radio.checked; });
    var next = radios[(at + way + radios.length) % radios.length];
    take(next);
    next.labels[0].scrollIntoView({ block: "nearest" });
    document.dispatchEvent(new CustomEvent("mf-say", { detail: { value: next.labels[0].textContent.replace(/\s+/g, " ").trim() } }));
  }
  function choose(key) {
    var radio = document.querySelector('input[type=radio][data-mf-key="' + CSS.escape(key) + '"]:not(:disabled)');
    if (!radio) return false;
    take(radio);
    var around = radio.closest("[data-mf-key-then]");
    var next = around && document.querySelector(around.dataset.mfKeyThen);
    (next || radio).focus();
    return true;
  }
  function walk(event, input) {
    var found = results(input), at = found.items.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && at + 1 < found.items.length) found.items[at + 1].focus();
    else if (event.key === "ArrowUp" && at > 0) found.items[at - 1].focus();
    else if ((event.key === "ArrowUp" && at === 0) || event.key === "Escape") input.focus();
    else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    var digit = event.altKey && /^Digit\d$/.test(event.code) ? event.code.slice(5) : event.key;
    if (/^\d$/.test(digit) && (event.altKey || !document.activeElement.matches(typing))) {
      if (choose(digit)) event.preventDefault();
      return;
    }
    if (event.altKey) return;
    var focused = document.activeElement;
    if (focused.matches("[data-mf-walks]") && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      step(focused, event.key === "ArrowDown" ? 1 : -1);
      return;
    }
    if (focused.matches("[data-mf-results-for]")) {
      var found = results(focused);
      if (event.key === "ArrowDown") walk(event, focused);
      else if (event.key === "Enter" && found.items.length && found.box.dataset.mfQuery === focused.value.trim() && focused.value.trim()) {
        event.preventDefault();
        found.items[0].click();
      }
      return;
    }
    var box = focused.closest("[data-mf-results]");
    if (!box || !box.id) return;
    var input = document.querySelector('[data-mf-results-for="#' + box.id + '"]');
    if (!input) return;
    if (event.key.length === 1 && event.key !== " ") input.focus(); // the letter goes into the field
    else walk(event, input);
  });
})();
