// Copy, cut and paste through the browser's own events, which need no permission, and through
// navigator.clipboard for buttons. Connected by app.js. The key chords themselves are kept from SDL by
// keyboard.js, so that the browser makes these events.

export function connectClipboard(bridge, openFiles) {
  window.addEventListener('paste', (event) => {
    event.preventDefault();
    const data = event.clipboardData;
    if (data.files.length > 0) openFiles(data.files);
    else bridge.paste(data.getData('text/plain'));
  });
  for (const kind of ['copy', 'cut']) {
    window.addEventListener(kind, (event) => {
      const text = bridge.copy(kind === 'cut');
      if (text === '') return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    });
  }
}

/** For buttons: runs some frames after the click that asked for it. Resolves to whether it worked. */
export async function writeClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeByCommand(text);  // pages that are not served securely, and frames without the permission
  }
}

function writeByCommand(text) {
  const give = (event) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
  };
  window.addEventListener('copy', give, { capture: true, once: true });
  const worked = document.execCommand('copy');
  window.removeEventListener('copy', give, { capture: true });
  return worked;
}
