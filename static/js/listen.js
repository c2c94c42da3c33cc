// Says a sentence aloud in recorded words, else with the browser's own Chinese voice; its button stays hidden where neither works.
// The button: templates/components/listen.html. data-mf-say: parts apart by |, a name that may be missing begins with ~.
// The clips come in one answer in the order of ?say=, each after four bytes of length: 0 where there is none.
(() => {
  "use strict";
  const Context = window.AudioContext || window.webkitAudioContext, voice = window.speechSynthesis;
  const PAUSES = { "，": 0.18, "：": 0.25, "。": 0.45, "？": 0.45 }, QUIET = 0.02;
  const known = {}, at = (button, name) => button.getAttribute("data-mf-" + name);
  let context, now = null;

  function stop() {
    const was = now;
    if (!was) return;
    now = null;
    clearTimeout(was.timer);
    was.sources.forEach((source) => { source.onended = null; source.stop(0); });
    if (voice) voice.cancel();
    was.label.textContent = was.text;
    was.button.classList.remove("on");
  }

  function show(turn, parts) {
    turn.caption.textContent = parts.map((part) => part.text).join("");
    turn.caption.hidden = false;
  }

  function synthesize(turn) {
    if (now !== turn) return;
    show(turn, turn.parts);
    if (!voice) return stop();
    const end = (mute) => { if (now === turn) { stop(); turn.button.hidden = mute; } };
    const spoken = turn.spoken = new SpeechSynthesisUtterance(turn.caption.textContent);
    spoken.lang = "zh-CN";
    spoken.rate = 0.9;
    turn.timer = setTimeout(end, 5000, true); // some browsers have the interface and no voice
    spoken.onstart = () => clearTimeout(turn.timer);
    spoken.onend = () => end(false);
    spoken.onerror = () => end(true);
    voice.speak(spoken);
  }

  function cut(buffer) { // the silence around a word
    const data = buffer.getChannelData(0), second = buffer.sampleRate;
    let first = 0, last = data.length;
    while (first < last && Math.abs(data[first]) < QUIET) first += 1;
    while (last > first && Math.abs(data[last - 1]) < QUIET) last -= 1;
    const from = Math.max(0, first / second - 0.03);
    return { buffer, from, length: last / second + 0.06 - from };
  }

  function play(turn) {
    if (now !== turn) return;
    const said = turn.parts.filter((part) => !part.name || known[part.text]);
    if (said.some((part) => !part.pause && !known[part.text])) {
      turn.button.mfFailed = true;
      return synthesize(turn);
    }
    show(turn, said);
    let time = context.currentTime + 0.1, source;
    said.forEach((part) => {
      if (part.pause) { time += part.pause; return; }
      const clip = known[part.text];
      source = context.createBufferSource();
      source.buffer = clip.buffer;
      source.connect(context.destination);
      source.start(time, clip.from, clip.length);
      time += clip.length;
      turn.sources.push(source);
    });
    source.onended = stop;
  }

  function load(turn) {
    const wanted = [];
    turn.parts.forEach(({ text, pause }) => { if (!pause && !known[text] && wanted.indexOf(text) < 0) wanted.push(text); });
    if (!wanted.length) return play(turn);
    const request = new XMLHttpRequest();
    request.open("GET", at(turn.button, "clips") + "&say=" + encodeURIComponent(wanted.join("|")));
    request.responseType = "arraybuffer";
    request.onerror = () => synthesize(turn);
    request.onload = () => {
      if (request.status !== 200) return synthesize(turn);
      const all = request.response, view = new DataView(all);
      let place = 0, left = wanted.length;
      const done = () => { left -= 1; if (!left) play(turn); };
      wanted.forEach((text) => {
        const begin = place + 4;
        place = begin + view.getUint32(place);
        if (place === begin) return done();
        const promise = context.decodeAudioData(all.slice(begin, place), (buffer) => { known[text] = cut(buffer); done(); }, done);
        if (promise) promise.catch(() => {});
      });
    };
    request.send();
  }

  function press(button) {
    const mine = now && now.button === button, label = button.querySelector("span");
    stop();
    if (mine) return;
    now = { button, label, text: label.textContent, caption: button.nextElementSibling, sources: [] };
    now.parts = at(button, "say").split("|").map((text) => (
      text[0] === "~" ? { text: text.slice(1), name: true } : { text, pause: PAUSES[text] }));
    label.textContent = at(button, "stop");
    button.classList.add("on");
    if (!Context || !at(button, "clips") || button.mfFailed) return synthesize(now);
    if (navigator.audioSession) navigator.audioSession.type = "playback"; // or an iPhone set to silent stays silent
    context = context || new Context();
    if (context.resume) context.resume();
    load(now);
  }

  document.querySelectorAll("[data-mf-say]").forEach((button) => {
    if (!voice && !(Context && at(button, "clips"))) return;
    button.hidden = false;
    button.addEventListener("click", () => press(button));
  });
  window.addEventListener("pagehide", stop);
})();
