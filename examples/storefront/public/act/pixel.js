/** A stand-in for the pixel of an ad system: it keeps what it was told, and sends nothing. */
export const pixel = {
  /** @type {{ name: string, data: object, at: number }[]} */
  log: [],
  track(name, data) {
    pixel.log.push({ name, data, at: Date.now() });
  },
};

window.fretwellPixel = pixel;
