import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorFacts, oneLine, redacted } from '../../src/graph/error-body.js';
import { type Asked, failureOf } from '../../src/graph/failures.js';
import type { Answer } from '../../src/graph/call.js';
import type { JsonObject } from '../../src/model/json.js';
import { jwt } from './server.js';

const asked: Asked = { side: 'destination', name: 'fabrikam', method: 'POST', path: 'deviceManagement/deviceConfigurations?$filter=x', write: true, scopes: ['DeviceManagementConfiguration.ReadWrite.All'] };

function answer(status: number, error: JsonObject, headers: Record<string, string> = {}): Answer {
  return { as: 'answer', status, headers, body: { error } };
}

const activity = 'a1b2c3d4-0000-4000-8000-00000000000a';

/** As Intune's back ends write it: a document in the text of the message. */
function nested(text: string, more: JsonObject = {}): string {
  const document = { _version: 3, Message: `${text} - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: ${activity} - Url: https://fef.msua01.manage.microsoft.com/DeviceConfiguration_2605/StatelessDeviceConfigurationFEService/deviceManagement/deviceConfigurations?api-version=5026-05-10`, CustomApiErrorPhrase: '', RetryAfter: null, ErrorSourceService: '', HttpHeaders: '{}', ...more };
  return JSON.stringify(document, undefined, 2).replaceAll('\n', '\r\n');
}

test("Intune's nested message is read: the text before the support tail, the activity id, the request id, and no path beyond the query", () => {
  const failure = failureOf(asked, answer(400, { code: 'BadRequest', message: nested("Property 'wifiPass' does not exist."), innerError: { date: '2026-01-01T00:00:00', 'request-id': 'outer' } }, { 'request-id': 'header' }));
  assert.deepEqual(failure, {
    kind: 'refused',
    side: 'destination',
    call: 'POST deviceManagement/deviceConfigurations',
    scopes: ['DeviceManagementConfiguration.ReadWrite.All'],
    status: 400,
    code: 'BadRequest',
    requestId: 'header',
    activityId: activity,
    message: "fabrikam: POST deviceManagement/deviceConfigurations was answered 400 BadRequest: Property 'wifiPass' does not exist",
  });
});

test('every way the service says no gets its own kind', () => {
  const cases: [number, JsonObject, string][] = [
    [401, { code: 'InvalidAuthenticationToken', message: 'Access token is empty.' }, 'signed out'],
    [401, { code: 'UnknownError', message: nested('No.', { ErrorCode: 'Forbidden' }) }, 'forbidden'],
    [401, { code: 'Unauthorized', message: nested('Application is not authorized to perform this operation.') }, 'forbidden'],
    [403, { code: 'Forbidden', message: 'Application must have one of the following scopes' }, 'forbidden'],
    [403, { code: 'Authorization_RequestDenied', message: 'Insufficient privileges to complete the operation.' }, 'forbidden'],
    [403, { code: 'AccessDenied', message: 'You cannot perform the requested operation, required scopes are missing in the token.' }, 'forbidden'],
    [403, { code: 'Forbidden', message: nested('Tenant is not licensed for this feature.') }, 'not available'],
    [403, { code: 'Forbidden', message: nested('The feature DriverUpdates is not enabled for this tenant.') }, 'not available'],
    [403, { code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', message: "Neither tenant is B2C or tenant doesn't have premium license" }, 'not available'],
    [400, { code: 'BadRequest', message: '{"Message":"Request not applicable to target tenant."}' }, 'not available'],
    [400, { code: 'BadRequest', message: "Resource not found for the segment 'hardwareConfigurations'." }, 'not available'],
    [404, { code: 'ResourceNotFound', message: 'Invalid version: devicemanagement' }, 'not available'],
    [404, { code: 'ItemNotFound', message: '' }, 'missing'],
    [410, { code: 'Gone', message: '' }, 'missing'],
    [409, { code: 'Conflict', message: '' }, 'clash'],
    [400, { code: 'Request_BadRequest', message: 'One or more added object references already exist' }, 'clash'],
    [400, { code: 'BadRequest', message: nested("Header 'x-msft-approval-justification' is required to request approval") }, 'approval required'],
    [403, { code: 'Forbidden', message: nested("Header 'x-msft-approval-justification' is required to request approval") }, 'approval required'],
    [400, { code: 'ModelValidationFailure', message: 'x' }, 'refused'],
    [429, { code: 'TooManyRequests', message: '' }, 'throttled'],
    [500, { code: 'InternalServerError', message: '' }, 'lost answer'],
    [503, { code: 'ServiceUnavailable', message: '' }, 'lost answer'],
  ];
  for (const [status, error, kind] of cases) assert.equal(failureOf(asked, answer(status, error)).kind, kind, JSON.stringify(error));
  const reading = { ...asked, method: 'GET', write: false } as const;
  for (const status of [408, 500, 502, 503, 504]) assert.equal(failureOf(reading, answer(status, { code: 'x', message: '' })).kind, 'unavailable');
});

test('conditional access says what is wrong by a number in front of the text, which becomes part of the code', () => {
  const failure = failureOf(asked, answer(400, { code: 'BadRequest', message: '1007: Policy contains invalid locations: 5c9b…', innerError: { 'request-id': 'r' } }));
  assert.equal(failure.code, 'BadRequest 1007');
  assert.equal(failure.requestId, 'r');
  assert.match(failure.message, /400 BadRequest 1007: Policy contains invalid locations/);
});

test('a web page, nothing at all, and text are told apart', () => {
  const page: Answer = { as: 'answer', status: 502, headers: {}, text: '<!doctype html><html><head><title>502 Bad\nGateway</title></head><body>x</body></html>' };
  assert.equal(failureOf({ ...asked, write: false }, page).message, 'fabrikam: POST deviceManagement/deviceConfigurations was answered 502: a web page titled "502 Bad Gateway"');
  assert.equal(failureOf(asked, { as: 'answer', status: 400, headers: {} }).message, 'fabrikam: POST deviceManagement/deviceConfigurations was answered 400');
  assert.match(failureOf(asked, { as: 'answer', status: 400, headers: {}, text: 'Bad request, sorry' }).message, /400: Bad request, sorry$/);
});

test('inner errors are read in both spellings, details and the phrase too', () => {
  const facts = errorFacts(answer(400, { code: 'BadRequest', message: nested('Wrong.', { CustomApiErrorPhrase: 'NameTaken' }), details: [{ message: 'displayName' }], innererror: { code: 'Deep', innererror: { code: 'Deeper', 'request-id': 'r2' } } }));
  assert.deepEqual(facts, { code: 'BadRequest', text: 'Wrong. · displayName · NameTaken', innerCodes: ['Deep', 'Deeper'], requestId: 'r2', activityId: activity });
});

test('messages hold no control characters, no tokens, no secrets, and end somewhere', () => {
  const token = jwt({ tid: 'x', secret: 'canary' });
  const text = redacted(`Authorization: Bearer ${token}; ${token} client_secret=canary&x "password": "canary" sig=canary%2F`);
  assert.equal(text.includes('canary'), false);
  assert.equal(text.includes('eyJ'), false);
  assert.equal(oneLine('a\u001b[31mred\u001b[0m\r\nb\u0000c\u009b2J'), 'a [31mred [0m b c 2J');
  assert.equal(oneLine('x'.repeat(5000)).length, 600);
});

test('a foreign certificate is named as such, with what to do about it', () => {
  const failure = failureOf({ ...asked, lost: false }, { as: 'no answer', why: 'no trust', detail: 'SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate in certificate chain' });
  assert.equal(failure.kind, 'untrusted');
  assert.match(failure.message, /NODE_EXTRA_CA_CERTS/);
});
