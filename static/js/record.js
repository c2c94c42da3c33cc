// Recording word by word with the microphone; see templates/voice/record.html, which holds all sentences as data-mf-….
// Space: record, stop, record once more. P: play it. Enter: keep it, on to the next word.
// What is kept goes to the server by itself, in order, each with its own one-time key: a recording that the server has
// already is not stored twice. Without a connection recordings wait in this page, and leaving it is asked about.
(function () {
  "use strict";
  const root = document.querySelector("[data-mf-recorder]");
  const one = (hook, within = root) => within.querySelector(`[data-mf-${hook}]`);
  const able = window.isSecureContext && navigator.mediaDevices && window.MediaRecorder && window.fetch;
  if (!root || !able) return;
  const file = one("file", document), todo = one("todo", document), left = one("left", document);
  const talk = one("talk"), hear = one("hear"), keep = one("keep"), label = talk.querySelector("span");
  const words = { record: label.textContent, stop: talk.dataset.mfStop, again: talk.dataset.mfAgain };
  const KINDS = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
  const LONGEST = 6000, TAIL = 150, QUIET = 0.02;
  const queue = [];
  let word = one("word").textContent, state = "ready", stream = null, recorder = null, blob = null, sound = null;
  let limit = 0, sending = false, wait = 1000, kept = new Set();

  function say(sentence) { one("state").textContent = root.dataset[sentence]; }
  function show(next) {
    state = next;
    label.textContent = state === "recording" ? words.stop : state === "recorded" ? words.again : words.record;
    talk.classList.toggle("recorder-on", state === "recording");
    first(talk, state !== "recorded");
    first(keep, state === "recorded");
    hear.hidden = keep.hidden = state !== "recorded";
  }

  function first(button, is) {
    button.classList.toggle("btn-primary", is);
    button.classList.toggle("btn-outline-secondary", !is);
  }

  async function start() {
    if (sound) sound.pause();
    try {
      stream = stream || await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch (error) {
      say("mfDenied");
      return;
    }
    const chunks = [], mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32000 });
    recorder.ondataavailable = (event) => chunks.push(event.data);
    recorder.onstop = () => recorded(new Blob(chunks, { type: recorder.mimeType }));
    recorder.start();
    limit = setTimeout(stop, LONGEST);
    show("recording");
    say("mfListening");
  }

  function stop() {
    clearTimeout(limit);
    const running = recorder;
    setTimeout(() => { if (running.state !== "inactive") running.stop(); }, TAIL); // the last sound of the word
  }

  async function recorded(made) {
    blob = made;
    if (await isSilent(blob)) {
      show("ready");
      say("mfSilent");
      return;
    }
    show("recorded");
    say("mfRecorded");
    play();
  }

  async function isSilent(made) {
    try {
      const context = new OfflineAudioContext(1, 1, 44100);
      const data = (await context.decodeAudioData(await made.arrayBuffer())).getChannelData(0);
      return !data.some((value) => Math.abs(value) > QUIET);
    } catch (error) {
      return made.size === 0; // a browser that can record but not decode: the ear decides
    }
  }

  function play() {
    if (sound) { sound.pause(); URL.revokeObjectURL(sound.src); }
    sound = new Audio(URL.createObjectURL(blob));
    sound.play().catch(() => {});
  }

  function keepIt() {
    queue.push({ word, blob, once: uuid() });
    kept.add(word);
    next();
    say(word ? "mfKept" : "mfFinished");
    talk.focus();
    send();
  }

  function next() {
    const links = todo ? Array.from(todo.querySelectorAll("a")) : [];
    const here = links.findIndex((link) => link.textContent === word);
    const open = links.filter((link) => !kept.has(link.textContent));
    const following = links.slice(here + 1).find((link) => open.includes(link)) || open.find((link) => link.textContent !== word);
    links.forEach((link) => {
      link.parentNode.classList.toggle("gone", kept.has(link.textContent));
      link.removeAttribute("aria-current");
    });
    if (left) left.textContent = open.length;
    word = following ? following.textContent : "";
    if (following) following.setAttribute("aria-current", "step");
    one("word").textContent = word || "✓";
    const hint = one("hint"), example = following && following.dataset.mfExample;
    hint.textContent = example ? `${hint.dataset.mfAs}“${example}”` : "";
    one("acts").hidden = !word;
    file.elements.say.value = one("word-again", file).textContent = word;
    file.hidden = !word;
    blob = null;
    show("ready");
  }

  async function send() {
    if (sending || !queue.length) return;
    sending = true;
    const oldest = queue[0], data = new FormData();
    const token = document.cookie.match(/csrftoken=(\w+)/); // a new one after signing in in another window
    data.append("csrfmiddlewaretoken", token ? token[1] : file.elements.csrfmiddlewaretoken.value);
    data.append("say", oldest.word);
    data.append("once", oldest.once);
    data.append("audio", oldest.blob, "word");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const json = (answer.headers.get("Content-Type") || "").includes("json");
      if (!json) throw new Error(answer.redirected || answer.status === 403 ? "mfSignedOut" : "mfUnsent");
      const told = await answer.json();
      queue.shift();
      wait = 1000;
      if (told.error) one("state").textContent = `${oldest.word}: ${told.error}`;
      else one("figure").textContent = told.recorded;
      tell("");
    } catch (error) {
      tell(error.message === "mfSignedOut" ? "mfSignedOut" : "mfUnsent");
      setTimeout(send, wait = Math.min(wait * 2, 30000));
    }
    sending = false;
    if (queue.length && wait === 1000) send();
  }

  function tell(sentence) {
    const place = one("queue"), text = sentence ? `${queue.length} ${root.dataset[sentence]}` : "";
    if (place.textContent !== text) place.textContent = text;
  }

  function uuid() {
    return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (figure) => (
      figure ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> figure / 4).toString(16));
  }

  function toggle() {
    if (state === "recording") stop();
    else start();
  }

  talk.addEventListener("click", toggle);
  hear.addEventListener("click", play);
  keep.addEventListener("click", keepIt);
  one("skip").addEventListener("click", () => { next(); say("mfReady"); });
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => {
    if (queue.length || blob) { event.preventDefault(); event.returnValue = ""; }
  });
  document.addEventListener("keydown", (event) => {
    const control = event.target.closest("button, a, input, textarea, select, summary");
    if (event.ctrlKey || event.altKey || event.metaKey || (control && control !== talk) || !word) return;
    if (event.key === " " && !control && !event.repeat) toggle();
    else if (event.key === "Enter" && state === "recorded") keepIt();
    else if (event.key.toLowerCase() === "p" && state === "recorded") play();
    else return;
    event.preventDefault();
  });
  one("acts").hidden = false;
  one("without").hidden = true;
  say("mfReady");
})();
