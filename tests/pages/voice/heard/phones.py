"""Phones that play, speak, or do neither: scripts that stand before a page, and what is seen of it."""

# Writes down which clip is started (its tag holds the word) and when; clips are silent.
SPY = """
  window.played = [];
  const words = new WeakMap(), decode = BaseAudioContext.prototype.decodeAudioData;
  BaseAudioContext.prototype.decodeAudioData = function (bytes, ok, fail) {
    const view = new Uint8Array(bytes), word = new TextDecoder().decode(view.slice(10, 10 + view[9]));
    return decode.call(this, bytes, (buffer) => { words.set(buffer, word); ok(buffer); }, fail);
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (at, ...more) {
    window.played.push([words.get(this.buffer), at]);
    return start.call(this, at, ...more);
  };
"""
VOICE = """
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  window.voices = [{ lang: "zh-CN", name: "her own" }];
  Object.defineProperty(window, "speechSynthesis", { value: {
    cancel() {},
    getVoices() { return window.voices; },
    speak(it) {
      window.spoken.push([it.text, it.lang]);
      setTimeout(() => it.onstart(), 0);
      window.finish = () => it.onend();
    },
  } });
"""
# A browser whose interface is there, without a voice of Chinese: desktops, in-app browsers.
FOREIGN = """
  const getVoices = () => [{ lang: "en-US" }, { lang: "ja-JP" }];
  Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, speak() {}, getVoices } });
"""
NO_VOICE = 'Object.defineProperty(window, "speechSynthesis", { value: undefined });'
NO_AUDIO = "window.AudioContext = undefined; window.webkitAudioContext = undefined;"
DEAF = """
  window.SpeechSynthesisUtterance = function () {};
  const speak = (it) => setTimeout(() => it.onerror(), 0);
  const getVoices = () => [{ lang: "zh-CN" }];
  Object.defineProperty(window, "speechSynthesis", { value: { cancel() {}, speak, getVoices } });
"""


def asked(page) -> list[str]:
    """What is asked of the server from now on, its icon aside."""
    seen = []
    page.on("request", lambda request: seen.append(request.url) if "/static/" not in request.url else None)
    return seen


def button(page):
    return page.locator(".say")


def played(page) -> list[str]:
    return [word for word, _at in page.evaluate("window.played")]
