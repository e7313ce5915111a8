/** What kind of device a window is on, in the words of GA4's `device_category`. */
export type Device = 'mobile' | 'tablet' | 'desktop';

/** From this shorter side on, CSS pixels, a touched window is a tablet's. Source: Android's qualifier `sw600dp`. */
const TABLET_PX = 600;

/** The class of this window, by what CSS says of it; `null` where the page took that away. */
export function readDevice(): Device | null {
  try {
    return deviceOf(matchMedia('(pointer: coarse)').matches, Math.min(innerWidth, innerHeight));
  } catch {
    // No class is better than a wrong one.
    return null;
  }
}

/** The class of a window with this pointer and this shorter side, CSS pixels. Pure. */
export function deviceOf(isCoarse: boolean, shorter: number): Device {
  if (!isCoarse) return 'desktop';
  return shorter < TABLET_PX ? 'mobile' : 'tablet';
}
