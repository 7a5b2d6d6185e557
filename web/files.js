// Files in and out: drop, file picker, download. Connected by app.js; what a file means is for the program to say.

// Page, program and worker each hold a copy; beyond this the desktop or the command line is the right place.
export const MAX_FILE_BYTES = 256 * 2 ** 20;

export function makeFiles(bridge, picker) {
  async function openFiles(list) {
    for (const file of Array.from(list)) {
      if (file.size > MAX_FILE_BYTES) {
        bridge.tell('error', `${file.name} is larger than the ${MAX_FILE_BYTES / 2 ** 20} MB that the page reads. `
          + 'Use the desktop or the command line for it.');
        continue;
      }
      try {
        bridge.file(file.name, new Uint8Array(await file.arrayBuffer()));
      } catch (error) {
        bridge.tell('error', `${file.name} could not be read (${error.message}). If it is a folder, drop its files.`);
      }
    }
  }

  window.addEventListener('dragover', (event) => {
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    const { files } = event.dataTransfer;
    if (files.length > 0) openFiles(files);
    else bridge.paste(event.dataTransfer.getData('text/plain'));
  });
  picker.addEventListener('change', () => {
    openFiles(picker.files);
    picker.value = '';  // so that the same file can be picked again
  });
  return openFiles;
}

/** Hands bytes to the browser's download list, which asks or numbers names by itself. */
export function saveFile(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
