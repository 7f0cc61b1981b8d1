import type { DeviceState } from '../../model/apple/wave.js';

/** Where a device stands, and why in a sentence. */
export interface Standing {
  readonly state: DeviceState;
  readonly reason: string;
}
