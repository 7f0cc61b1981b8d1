import type { Finding } from '../../model/finding.js';
import { codes, makeFinding } from '../../model/rules.js';

/** National clouds lack features and have other addresses. */
export function cloudFindings(source: string, destination: string): Finding[] {
  return source === destination ? [] : [makeFinding(codes.cloudDiffers, `The source is in the cloud "${source}", the destination in "${destination}".`)];
}
