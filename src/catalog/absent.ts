import type { Area } from '../model/policy-type.js';

/** A kind of object that Intune or Entra has and no row carries. */
export interface AbsentKind {
  readonly title: string;
  readonly area: Area;
  /** Below the API version. */
  readonly collection: string;
  /** Why it does not move, and what to do in place of it. */
  readonly because: string;
}

/**
 * What stays out of a move and is therefore said aloud (intune-objects.md 1A, 5.1, graph-intune.md 7.21). A kind that gets a
 * row leaves this list; a test holds that.
 */
export const absent: readonly AbsentKind[] = [
  {
    title: 'Windows Autopilot deployment profiles',
    area: 'enrollment',
    collection: 'deviceManagement/windowsAutopilotDeploymentProfiles',
    because: 'Make them by hand, then register the devices in the destination',
  },
  {
    title: 'Profiles of Apple automated device enrollment',
    area: 'Apple enrollment',
    collection: 'deviceManagement/depOnboardingSettings/enrollmentProfiles',
    because: 'They belong to a token, which is made in Apple Business Manager for one tenant; tenantferry apple coordinates the devices',
  },
  {
    title: 'Apple user enrollment profiles',
    area: 'Apple enrollment',
    collection: 'deviceManagement/appleUserInitiatedEnrollmentProfiles',
    because: 'Make them by hand',
  },
  {
    title: 'Android Enterprise enrollment profiles',
    area: 'enrollment',
    collection: 'deviceManagement/androidDeviceOwnerEnrollmentProfiles',
    because: 'Their tokens are of one tenant: make them by hand and hand out the new codes',
  },
  {
    title: 'Company Portal branding',
    area: 'tenant',
    collection: 'deviceManagement/intuneBrandingProfiles',
    because: 'Name, logos and contacts are of the organization: set them by hand',
  },
  {
    title: 'iOS app provisioning profiles',
    area: 'apps',
    collection: 'deviceAppManagement/iosLobAppProvisioningConfigurations',
    because: 'They belong to apps whose packages do not move: upload them with the apps',
  },
  {
    title: 'eBooks',
    area: 'apps',
    collection: 'deviceAppManagement/managedEBooks',
    because: 'They are licensed through the Apple location token of the destination',
  },
  {
    title: 'Windows 365 provisioning policies and user settings',
    area: 'tenant',
    collection: 'deviceManagement/virtualEndpoint/provisioningPolicies',
    because: 'They name networks and images of an Azure subscription: make them by hand',
  },
];
