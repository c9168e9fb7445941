/** Resolves in the next frame, before it is painted, with the time. */
export const nextFrame = (): Promise<number> =>
  new Promise(resolve => requestAnimationFrame(() => resolve(performance.now())));

/** Resolves with the time of the frame after the one that paints what is in the page now. */
export async function afterPaint(): Promise<number> {
  await nextFrame();
  return nextFrame();
}
