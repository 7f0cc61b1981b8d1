import { guidOf } from '../tenant/chance.js';
import { base64, placed, wordsOf, type Placed } from './words.js';

const words = wordsOf('contoso');

const windows = { runAsAccount: 'system', enforceSignatureCheck: false, runAs32Bit: false, roleScopeTagIds: ['0'] } as const;

/** Id of a remediation of Microsoft: the same in every tenant. */
export const microsoftRemediation = guidOf('microsoft remediation restart office click-to-run');

/** Platform scripts, remediations and a custom attribute. */
export const contosoScripts: readonly Placed[] = [
  ...placed(words, 'deviceManagement/deviceManagementScripts', 'script', [
    { displayName: 'Set time zone', fileName: 'Set-TimeZone.ps1', scriptContent: base64('Set-TimeZone -Id "W. Europe Standard Time"\r\n'), ...windows, roleScopeTagIds: ['0'], assignments: [words.to('All Windows devices')] },
    { displayName: 'Map drives', description: 'Shares of the head office', fileName: 'Map-Drives.ps1', scriptContent: base64('\ufeff# for contoso.com\r\nNew-PSDrive -Name H -PSProvider FileSystem -Root \\\\files.contoso.com\\home -Persist\r\n'), ...windows, runAsAccount: 'user', roleScopeTagIds: ['1'], assignments: [words.to('Sales'), words.to('Finance')] },
    { displayName: 'Enroll in the tenant', fileName: 'Join.ps1', scriptContent: base64(`$tenant = "${words.id('tenant')}"\r\nWrite-Output $tenant\r\n`), ...windows, roleScopeTagIds: ['0'], assignments: [] },
  ]),
  ...placed(words, 'deviceManagement/deviceShellScripts', 'shell', [
    { displayName: 'Install Rosetta', fileName: 'rosetta.sh', scriptContent: base64('#!/bin/zsh\nsoftwareupdate --install-rosetta --agree-to-license\n'), runAsAccount: 'system', retryCount: 3, executionFrequency: 'PT0S', blockExecutionNotifications: true, roleScopeTagIds: ['0'], assignments: [words.to('Corporate Macs')] },
    { displayName: 'Name the Mac', fileName: 'name.sh', scriptContent: base64('#!/bin/zsh\nscutil --set ComputerName "CON-$(ioreg -l | awk -F\\" \'/IOPlatformSerialNumber/{print $4}\')"\n'), runAsAccount: 'system', retryCount: 0, executionFrequency: 'P1D', blockExecutionNotifications: true, roleScopeTagIds: ['0'], assignments: [words.to('Corporate Macs'), words.except('Executives')] },
  ]),
  ...placed(words, 'deviceManagement/deviceCustomAttributeShellScripts', 'attribute', [{ displayName: 'Battery cycles', fileName: 'battery.sh', customAttributeName: 'Battery cycles', customAttributeType: 'integer', scriptContent: base64('#!/bin/zsh\nsystem_profiler SPPowerDataType | awk \'/Cycle Count/{print $3}\'\n'), runAsAccount: 'system', roleScopeTagIds: ['0'], assignments: [words.to('Corporate Macs')] }]),
  ...placed(words, 'deviceManagement/deviceHealthScripts', 'remediation', [
    {
      displayName: 'Clear the Teams cache', publisher: 'Contoso', description: '', detectionScriptContent: base64('exit 1'), remediationScriptContent: base64('Remove-Item "$env:LOCALAPPDATA\\Packages\\MSTeams*\\LocalCache" -Recurse'), ...windows, roleScopeTagIds: ['0'], deviceHealthScriptType: 'deviceHealthScript', version: '2',
      assignments: [{ ...words.to('All Windows devices', 'Corporate Windows'), runRemediationScript: true, runSchedule: { '@odata.type': '#microsoft.graph.deviceHealthScriptDailySchedule', interval: 1, time: '01:00:00', useUtc: false } }],
    },
    {
      displayName: 'Report free disk space', publisher: 'Contoso', detectionScriptContent: base64('(Get-PSDrive C).Free; exit 0'), remediationScriptContent: '', ...windows, roleScopeTagIds: ['0'], deviceHealthScriptType: 'deviceHealthScript', version: '1',
      assignments: [{ ...words.to('Pilot ring'), runRemediationScript: false, runSchedule: { '@odata.type': '#microsoft.graph.deviceHealthScriptHourlySchedule', interval: 8 } }],
    },
    { id: microsoftRemediation, displayName: 'Restart stopped Office C2R svc', publisher: 'Microsoft', isGlobalScript: true, detectionScriptContent: null, remediationScriptContent: null, ...windows, roleScopeTagIds: ['0'], deviceHealthScriptType: 'deviceHealthScript', version: '1.0', highestAvailableVersion: '1.0', assignments: [] },
  ]),
];
