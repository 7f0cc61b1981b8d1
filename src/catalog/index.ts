import { access } from './access.js';
import { appProtection } from './app-protection.js';
import { apps } from './apps.js';
import { makeCatalog } from './catalog.js';
import { certificates } from './certificates.js';
import { cloudPcs } from './cloud-pc.js';
import { compliance } from './compliance.js';
import { devices } from './devices.js';
import { directory } from './directory.js';
import { endpointSecurity } from './endpoint-security.js';
import { enrollment } from './enrollment.js';
import { reported } from './reported.js';
import { mobileEnrollment } from './mobile-enrollment.js';
import { policySets } from './policy-sets.js';
import { roles } from './roles.js';
import { scripts } from './scripts.js';
import { settings } from './settings.js';
import { withStamps } from './stamps.js';
import { tenant } from './tenant.js';
import { updates } from './updates.js';
import { windowsEnrollment } from './windows-enrollment.js';

/** Every kind of policy the toolkit knows, in the order of the admin center's areas; README.md is the grammar of a row. */
export const catalog = makeCatalog(withStamps([
  ...settings,
  ...devices,
  ...certificates,
  ...endpointSecurity,
  ...compliance,
  ...scripts,
  ...appProtection,
  ...apps,
  ...updates,
  ...enrollment,
  ...windowsEnrollment,
  ...mobileEnrollment,
  ...access,
  ...tenant,
  ...policySets,
  ...cloudPcs,
  ...reported,
  ...roles,
  ...directory,
]));
