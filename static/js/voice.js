// A voice note, recorded in the browser: <fieldset data-mf-voice="60"> around an <input type=file> (components/voice.html).
// Where the browser records (HTTPS, MediaRecorder), the recording is put into the input; where it doesn't, the input
// stays, and the phone's own recorder opens; where even that is switched off, the whole fieldset is hidden.
(function () {
  "use strict";
  var TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

  function canPutFiles() {
    try { return new DataTransfer().items !== undefined; } catch (error) { return false; }
  }

  function canRecord() {
    return window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia && canPutFiles();
  }

  function set(box) {
    var input = box.querySelector("input[type=file]");
    var part = function (name) { return box.querySelector("[data-mf-" + name + "]"); };
    var form = input.form, waits = null;  // the button that was pressed before she had finished
    var recorder = null, chunks = [], started = 0, clock = 0, most = Number(box.dataset.mfVoice);

    if (!canRecord()) {
      box.hidden = input.disabled;
      return;
    }
    input.hidden = true;
    part("recorder").hidden = false;

    function show(name) {
      ["record", "stop", "playback", "again"].forEach(function (one) { part(one).hidden = name.indexOf(one) < 0; });
    }

    function tick() {
      var gone = Math.floor((Date.now() - started) / 1000);
      part("time").textContent = gone;
      if (gone >= most) stop();
    }

    function stop() {
      clearInterval(clock);
      if (recorder && recorder.state !== "inactive") recorder.stop();
    }

    function keep(stream) {
      var type = (recorder.mimeType || "audio/webm").split(";")[0];
      var sound = new Blob(chunks, { type: type });
      var files = new DataTransfer();
      files.items.add(new File([sound], "voice." + type.split("/")[1], { type: type }));
      input.files = files.files;
      stream.getTracks().forEach(function (track) { track.stop(); });
      part("playback").src = URL.createObjectURL(sound);
      part("note").textContent = box.dataset.mfRecorded;
      form.querySelectorAll(".invalid-feedback, [data-mf-errors]").forEach(function (error) { error.remove(); });
      form.querySelectorAll(".is-invalid").forEach(function (field) { field.classList.remove("is-invalid"); });
      show(["playback", "again"]);
      part("again").focus();
      if (waits) setTimeout(send, 0);
    }

    function send() {
      var button = waits;
      waits = null;
      if (form.requestSubmit) form.requestSubmit(button); else form.submit();
    }

    function finishFirst(event) {
      if (!recorder || recorder.state !== "recording") return;
      event.preventDefault();
      waits = event.submitter || form.querySelector("button:not([type=button])");
      stop();
    }

    function begin(stream) {
      var type = TYPES.filter(function (one) { return MediaRecorder.isTypeSupported(one); })[0];
      recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 24000 } : {});
      chunks = [];
      recorder.ondataavailable = function (event) { if (event.data.size) chunks.push(event.data); };
      recorder.onstop = function () { keep(stream); };
      recorder.start();
      started = Date.now();
      part("note").textContent = "";
      tick();
      clock = setInterval(tick, 500);
      show(["stop"]);
      part("stop").focus();
    }

    function refused() {
      part("recorder").hidden = true;
      input.hidden = false;
      part("note").textContent = box.dataset.mfDenied;
      input.focus();
    }

    function record() {
      navigator.mediaDevices.getUserMedia({ audio: true }).then(begin).catch(refused);
    }

    part("record").addEventListener("click", record);
    part("again").addEventListener("click", record);
    part("stop").addEventListener("click", stop);
    form.addEventListener("submit", finishFirst);
  }

  document.querySelectorAll("[data-mf-voice]").forEach(set);
})();
