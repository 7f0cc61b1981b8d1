import { access } from './access.js';
import { appProtection } from './app-protection.js';
import { apps } from './apps.js';
import { makeCatalog } from './catalog.js';
import { certificates } from './certificates.js';
import { compliance } from './compliance.js';
import { devices } from './devices.js';
import { directory } from './directory.js';
import { endpointSecurity } from './endpoint-security.js';
import { enrollment } from './enrollment.js';
import { reported } from './reported.js';
import { roles } from './roles.js';
import { scripts } from './scripts.js';
import { settings } from './settings.js';
import { withStamps } from './stamps.js';
import { tenant } from './tenant.js';
import { updates } from './updates.js';

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
  ...access,
  ...tenant,
  ...reported,
  ...roles,
  ...directory,
]));
