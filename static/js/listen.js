// Says a sentence in recorded words, else with the browser's Chinese voice; its button is hidden until one is there.
// What can't be said stays to be read.
// Hooks: templates/components/listen.html. Clips come in one answer, each after its length in four bytes (0: none).
(() => {
  "use strict";
  const Context = window.AudioContext || window.webkitAudioContext, voice = window.speechSynthesis;
  const PAUSES = { "，": 0.18, "：": 0.25, "。": 0.45, "？": 0.45 }, QUIET = 0.02, clips = {};
  let context, now;

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
    const caption = turn.button.nextElementSibling;
    caption.hidden = false;
    return caption.textContent = parts.map((part) => part.text).join("");
  }

  function synthesize(turn) {
    if (now !== turn) return;
    const text = show(turn, turn.parts), own = chinese();
    if (!own) return stop();
    const spoken = turn.spoken = new SpeechSynthesisUtterance(text);
    const end = spoken.onend = spoken.onerror = () => { if (now === turn) stop(); };
    spoken.voice = own;
    spoken.lang = "zh-CN";
    spoken.rate = 0.9;
    spoken.onstart = () => clearTimeout(turn.timer);
    turn.timer = setTimeout(end, 5000);
    voice.speak(spoken);
  }

  function cut(buffer) { // off the silence
    const data = buffer.getChannelData(0), second = buffer.sampleRate;
    let first = 0, last = data.length;
    while (first < last && Math.abs(data[first]) < QUIET) first += 1;
    while (last > first && Math.abs(data[last - 1]) < QUIET) last -= 1;
    const from = Math.max(0, first / second - 0.03);
    return { buffer, from, length: last / second + 0.06 - from };
  }

  function play(turn) {
    if (now !== turn) return;
    const said = turn.parts.filter((part) => !part.name || clips[part.text]);
    turn.button.mfGap = said.some((part) => !part.pause && !clips[part.text]);
    if (turn.button.mfGap) return synthesize(turn);
    show(turn, said);
    let time = context.currentTime + 0.1, source;
    said.forEach((part) => {
      const clip = clips[part.text];
      if (clip) {
        source = context.createBufferSource();
        source.buffer = clip.buffer;
        source.connect(context.destination);
        source.start(time, clip.from, clip.length);
        turn.sources.push(source);
      }
      time += part.pause || clip.length;
    });
    source.onended = stop;
  }

  function load(turn, address) {
    const wanted = [...new Set(turn.parts.map((part) => part.text))].filter((text) => !PAUSES[text] && !clips[text]);
    if (!wanted.length) return play(turn);
    fetch(`${address}&say=${encodeURIComponent(wanted.join("|"))}`, { credentials: "same-origin" })
      .then((answer) => answer.ok ? answer.arrayBuffer() : Promise.reject())
      .then((all) => {
        let place = 0;
        return Promise.all(wanted.map((text) => {
          const from = place + 4;
          place = from + new DataView(all).getUint32(place);
          return place > from && new Promise((done) => { // older Safaris give no promise back
            const keep = (buffer) => done(clips[text] = cut(buffer));
            const promise = context.decodeAudioData(all.slice(from, place), keep, done);
            if (promise) promise.catch(done);
          });
        }));
      })
      .then(() => play(turn), () => synthesize(turn));
  }

  function press(button, { mfSay, mfClips, mfStop }) {
    const mine = now && now.button === button, label = button.querySelector("span");
    stop();
    if (mine) return;
    const parts = mfSay.split("|").map((text) => (
      { text: text.replace("~", ""), name: text[0] === "~", pause: PAUSES[text] }));
    now = { button, label, parts, text: label.textContent, sources: [] };
    label.textContent = mfStop;
    button.classList.add("on");
    if (!Context || !mfClips || button.mfGap) return synthesize(now);
    if (navigator.audioSession) navigator.audioSession.type = "playback"; // also on a silenced iPhone
    context = context || new Context();
    if (context.resume) context.resume();
    load(now, mfClips);
  }

  function chinese() {
    const speaks = (tongue) => voice && Array.from(voice.getVoices()).find((one) => tongue.test(one.lang));
    return speaks(/^zh.cn/i) || speaks(/^zh|^cmn/i);
  }

  const buttons = document.querySelectorAll("[data-mf-say]"), offer = () => buttons.forEach((button) => {
    button.hidden = !(Context && button.dataset.mfClips || chinese());
  });
  buttons.forEach((button) => button.addEventListener("click", () => press(button, button.dataset)));
  offer();
  if (voice) { // voices come later than the page
    voice.onvoiceschanged = offer;
    setTimeout(offer, 2000);
  }
  window.addEventListener("pagehide", stop);
})();
