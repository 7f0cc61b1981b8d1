import progress from 'cli-progress';

/** A progress bar on stderr with count and time left. */
export function makeBar(): progress.SingleBar {
  return new progress.SingleBar(
    { format: '{what} {bar} {value}/{total} · {eta_formatted} left', stream: process.stderr, hideCursor: true, clearOnComplete: false, linewrap: false, etaBuffer: 50, barsize: 24, noTTYOutput: false },
    progress.Presets.shades_classic,
  );
}
