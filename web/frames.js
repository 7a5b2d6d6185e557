// When to draw: only when something happened or the program asked for another frame. An idle or hidden page
// draws nothing. Made by app.js; everyone else calls wake().

/** `onStop(error)` is called once if a frame fails; nothing is drawn after that. */
export function makeFrames(onStop) {
  let draw = null;   // returns the ms until the next frame: 0 = at once, negative = not before something happens
  let pending = 0;
  let timer = 0;

  const wake = () => { if (draw && !pending) pending = requestAnimationFrame(run); };

  function run() {
    pending = 0;
    clearTimeout(timer);
    let next = -1;
    try {
      next = draw();
    } catch (error) {
      draw = null;
      onStop(error);
      return;
    }
    if (next === 0) wake();
    else if (next > 0) timer = setTimeout(wake, next);
  }

  return { wake, start(drawFrame) { draw = drawFrame; wake(); } };
}
