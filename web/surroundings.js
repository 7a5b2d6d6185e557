// What the browser says about itself: size, pixel ratio, colour scheme, motion, and the state of the GL context.
// Connected by app.js; SDL listens to the window's resize event, so every change of size or pixel ratio becomes
// one.

export function watchSize(canvas) {
  const tell = () => window.dispatchEvent(new UIEvent('resize'));
  new ResizeObserver(tell).observe(canvas);
  // A window dragged to another screen changes its pixel ratio without changing its size.
  const watchRatio = () => {
    const here = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    here.addEventListener('change', () => { tell(); watchRatio(); }, { once: true });
  };
  watchRatio();
  tell();
}

export function watchPreferences(onChange) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const tell = () => onChange(dark.matches, still.matches);
  dark.addEventListener('change', tell);
  still.addEventListener('change', tell);
  tell();
}

/** The system may take the GL context away (sleep, driver reset, too many pages) and give it back later. */
export function watchContext(canvas, onLost, onRestored) {
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // without this it never comes back
    onLost();
  });
  canvas.addEventListener('webglcontextrestored', onRestored);
}

/** Why this browser cannot run the program, or '' if it can. */
export function whyNot() {
  if (typeof WebAssembly !== 'object') return 'This browser has no WebAssembly, which the playground needs.';
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) {
    return 'This browser offers no WebGL 2, which the playground draws with. '
      + 'Another browser, or hardware acceleration switched on in the settings, may help.';
  }
  context.getExtension('WEBGL_lose_context')?.loseContext();  // browsers allow only a few at a time
  return '';
}
