// A sheet of cells filled from the keyboard.
// data-mf-grid        on the <table>. Tab goes right by itself (the order of the page); Enter and arrow down go to the same cell of the next row,
//                     Shift+Enter and arrow up to the row above, Ctrl+Enter sends the form. Locked cells are passed over.
// data-mf-column      on each input: its column ("12-good"); without it the place in the row counts.
// A block copied from Excel is laid over the cells from the focused one on. What does not fit is said through the live region:
// data-mf-pasted="…%(done)s…%(left)s…"  on the table: the sentence for it (translated by the server).
(function () {
  "use strict";
  function cells(row) { return Array.from(row.querySelectorAll("input:not([type=hidden]):not([type=checkbox])")); }
  function rows(grid) { return Array.from(grid.querySelectorAll("tbody tr")).filter(function (row) { return cells(row).length; }); }
  function open(cell) { return cell && !cell.readOnly && !cell.disabled; }

  function below(cell, step) {
    var grid = cell.closest("[data-mf-grid]"), all = rows(grid), row = cell.closest("tr");
    var place = cells(row).indexOf(cell), column = cell.dataset.mfColumn;
    for (var at = all.indexOf(row) + step; at >= 0 && at < all.length; at += step) {
      var there = cells(all[at]);
      var next = column ? there.find(function (other) { return other.dataset.mfColumn === column; }) : there[place];
      if (open(next)) return next;
    }
    return null;
  }

  document.addEventListener("keydown", function (event) {
    var cell = event.target;
    if (!cell.matches || !cell.matches("[data-mf-grid] input") || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) {
      if (cell.form) cell.form.requestSubmit();
    } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
      var next = below(cell, event.key === "ArrowUp" || event.shiftKey ? -1 : 1);
      if (next) { next.focus(); next.select(); }
    } else return;
    event.preventDefault();
  });

  document.addEventListener("paste", function (event) {
    var cell = event.target;
    if (!cell.matches || !cell.matches("[data-mf-grid] input")) return;
    var text = (event.clipboardData || { getData: function () { return ""; } }).getData("text").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return; // one value: the browser's own way
    event.preventDefault();
    var grid = cell.closest("[data-mf-grid]"), all = rows(grid), first = all.indexOf(cell.closest("tr")), place = cells(all[first]).indexOf(cell);
    var done = 0, left = 0;
    text.split("\n").forEach(function (line, down) {
      var there = all[first + down] ? cells(all[first + down]) : [];
      line.split("\t").forEach(function (value, right) {
        var target = there[place + right];
        if (!value.trim()) return;
        if (!open(target)) { left += 1; return; }
        target.value = value.trim();
        target.dispatchEvent(new Event("input", { bubbles: true }));
        target.dispatchEvent(new Event("change", { bubbles: true }));
        done += 1;
      });
    });
    var words = grid.dataset.mfPasted;
    if (words) document.dispatchEvent(new CustomEvent("mf-say", { detail: { value: words.replace("%(done)s", done).replace("%(left)s", left) } }));
  });
})();
