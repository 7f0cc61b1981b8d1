import type { Connector } from '../model/policy-type.js';

/**
 * Microsoft Defender for Endpoint is one of the threat defense connectors, under the same id in every tenant. It fills
 * onboarding blobs into policies that take them from the connector (graph-intune.md 9, real-exports.md 3).
 */
export const defenderConnector: Connector = {
  title: 'Microsoft Defender for Endpoint connector',
  api: 'beta',
  service: 'others',
  path: 'deviceManagement/mobileThreatDefenseConnectors/fc780465-2017-40d4-a0c5-307022471b92',
  scopes: ['DeviceManagementServiceConfig.Read.All'],
  works: { at: 'partnerState', oneOf: ['available', 'enabled'] },
};
