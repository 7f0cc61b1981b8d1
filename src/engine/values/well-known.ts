import { microsoftApps } from './well-known-apps.js';
import { roleTemplates } from './well-known-roles.js';

/** GUIDs that mean the same in every tenant, by what they are (real-exports.md 4, graph-intune.md 11). */
const lists: Readonly<Record<string, string>> = {
  'app or tenant of Microsoft': microsoftApps,
  'directory role template': roleTemplates,
  'virtual group of all devices or all users': 'adadadad-808e-44e2-905a-0b7873a8a531 acacacac-9df4-4c7d-9d50-4ef0226f57a9',
  // learn.microsoft.com/defender-endpoint/attack-surface-reduction-rules-reference
  'attack surface reduction rule': `
56a863a9-875e-4185-98a7-b882c64b5ce5 7674ba52-37eb-4a4f-a9a1-f0f9a1619a2c d4f940ab-401b-4efc-aadc-ad5f3c50688a 9e6c4e1f-7d60-472f-ba1a-a39ef669e4b2
be9ba2d9-53ea-4cdc-84e5-9b1eeee46550 01443614-cd74-433a-b99e-2ecdc07bfc25 5beb7efe-fd9a-4556-801d-275e5ffc04cc d3e037e1-3eb8-44c8-a917-57927947596d
3b576869-a4ec-4529-8536-b80a7769e899 75668c1f-73b5-4cf0-bb93-3ecf5cb7cc84 26190899-1602-49e8-8b27-eb1d0a1ce869 e6db77e5-3df2-4cf1-b95a-636979351e5b
d1e49aac-8f56-4280-b9ba-993a6d77406c 33ddedf1-c6e0-47cb-833e-de6133960387 b2b3f03d-6a65-4f7b-a9c7-1c7ef74a9ba4 c0033c00-d16d-4114-a5a0-dc9b3a7d2ceb
a8f5898e-1dc8-49a9-9878-85004b8a61e6 92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b c1db55ab-c21a-4637-bb3f-a12568109d35`,
  'update channel of Office': `
492350f6-3a01-4f97-b9c0-c7c6ddf67d60 64256afe-f5d9-4f86-8936-8840a6a4f5be 55336b82-a18d-4dd6-b5f6-9e5095c314a6 7ffbc6bf-bc32-4f92-8982-f9dd17fd3114
b8f9b850-328d-4355-9145-c59439a0c4cf 5440fd1f-7ecb-4221-8110-145efaa6372f f2e724c1-748f-4b47-8fb8-8e0d210e9208 5030841d-c919-4594-8d2d-84ae4f96e58e
7983bac0-e531-40cf-be00-fd24fe66619c`,
  // learn.microsoft.com/windows-hardware/drivers/install/system-defined-device-setup-classes-available-to-vendors
  'device setup class': `
d48179be-ec20-11d1-b6b8-00c04fa372a7 7ebefbc0-3200-11d2-b4c2-00a0c9697d07 c06ff265-ae09-48f0-812c-16753d7cba83 6bdd1fc1-810f-11d0-bec7-08002be2092f
4d36e965-e325-11ce-bfc1-08002be10318 4d36e966-e325-11ce-bfc1-08002be10318 4d36e967-e325-11ce-bfc1-08002be10318 4d36e968-e325-11ce-bfc1-08002be10318
4d36e969-e325-11ce-bfc1-08002be10318 4d36e96a-e325-11ce-bfc1-08002be10318 4d36e96b-e325-11ce-bfc1-08002be10318 4d36e96c-e325-11ce-bfc1-08002be10318
4d36e96d-e325-11ce-bfc1-08002be10318 4d36e96e-e325-11ce-bfc1-08002be10318 4d36e96f-e325-11ce-bfc1-08002be10318 4d36e970-e325-11ce-bfc1-08002be10318
4d36e971-e325-11ce-bfc1-08002be10318 4d36e972-e325-11ce-bfc1-08002be10318 4d36e977-e325-11ce-bfc1-08002be10318 4d36e978-e325-11ce-bfc1-08002be10318
4d36e979-e325-11ce-bfc1-08002be10318 4d36e97b-e325-11ce-bfc1-08002be10318 4d36e97d-e325-11ce-bfc1-08002be10318 4d36e980-e325-11ce-bfc1-08002be10318
36fc9e60-c465-11cf-8056-444553540000 eec5ad98-8080-425f-922a-dabf3de3f69a e0cbf06c-cd8b-4647-bb8a-263b43f0f974 745a17a0-74d3-11d0-b6fe-00a0c90f57da
ca3e7ab9-b4c3-4ae6-8251-579ef933890f 5175d334-c371-4806-b3ba-71fd53c9258d 990a2bd7-e738-46c7-b26f-1cf8fb9f1391 50dd5230-ba8a-11d1-bf5d-0000f805f530
6d807884-7d21-11cf-801c-08002be10318 d94ee5d8-d189-4994-83d2-f68d7d41b0e6 25dbce51-6c8f-4a72-8a6d-b54c2b4fc835 88bae032-5a81-49f0-bc3d-a4ff138216d6`,
  // learn.microsoft.com/windows/security/identity-protection/hello-for-business: factors of multi-factor unlock, and the providers of sign-in
  'credential provider': `
d6886603-9d2f-4eb2-b667-1971041fa96b 27fbdb57-b613-4af2-9d7e-4fa7a66c21ad bec09223-b018-416d-a0ac-523971b639f5 8af662bf-65a0-4d0a-a540-a338a999d36f
60b78e88-ead8-445c-9cfd-0b87f74ea6cd 25cbb996-92ed-457e-b28c-4774084bd562 f8a1793b-7873-4046-b2a7-1f318747f427 cb82ea12-9f71-446d-89e1-8d0924e1256e
8fd7e19c-3bf7-489b-a72c-846ab3678c96 94596c7e-3744-41ce-893e-bbf09122f76a c885aa15-1764-4293-b82a-0586add46b35 8841d7a2-0972-4a6c-9d8a-8d9e5c4d4b5b`,
  'shell folder of Windows': `
20d04fe0-3aea-1069-a2d8-08002b30309d 645ff040-5081-101b-9f08-00aa002f954e 208d2c60-3aea-1069-a2d7-08002b30309d f02c1a0d-be21-4350-88b0-7367fc96ef3c
018d5c66-4533-4307-9b53-224de2ed1fe6 59031a47-3f72-44a7-89c5-5595fe6b30ee 374de290-123f-4565-9164-39c4925e467b fdd39ad0-238f-46af-adb4-6c85480369c7
b4bfcc3a-db2c-424c-b029-7fe99a87c641 33e28130-4e1e-4676-835a-98395c3bc3bb 4bd8d571-6d19-48d3-be97-422220080e43 18989b1d-99b5-455b-841c-ab7c74e4ddfc`,
  'known folder of Windows': `
6d809377-6af0-444b-8957-a3773f02200e 7c5a40ef-a0fb-4bfc-874a-c0f2e0b9fa8e 1ac14e77-02e7-4e5d-b744-2eb1ae5198b7 d65231b0-b2f1-4857-a4ce-a8e7c6ea7d27
f38bf404-1d43-42f2-9305-67de0b28fc23 a77f5d77-2e2b-44c3-a6a2-aba601054a51 0139d44e-6afe-49f2-8690-3dafcae6ffb8 905e63b6-c1bf-494e-b29c-65b732d3d21a
62ab5d82-fdc1-4dc3-a9dd-070d1d495d97 5e6c858f-0e22-4760-9afe-ea3317b67173 3eb685db-65f9-4cf6-a03a-e3ef65729f3d f1b32785-6fba-4fcf-9d55-7b8e7f157091`,
  'power plan of Windows': `
381b4222-f694-41f0-9685-ff5bb260df2e 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c a1841308-3541-4fab-bc81-f71556f20b4a e9a42b02-d5df-448d-aa00-03f14749eb61
238c9fa8-0aad-41ed-83f4-97be242c8f20 29f6c1db-86da-48c5-9fdb-f2b67b1f44da 4f971e89-eebd-4455-a8de-9e59040e7347 5ca83367-6e45-459f-a27b-476b1d01c936
7516b95f-f776-4464-8c53-06167f40cc99 3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e`,
  'update service of Windows': '7971f918-a847-4430-9279-4a52d1efe18d 9482f4b4-e343-43b3-b170-9a65bc822c77 3da21691-e39d-4da6-8a4b-b43877bcb1b7 855e8a7c-ecb4-4ca3-b045-1dfa50104289',
  'built-in role of Intune': `
0bd113fe-6be5-400c-a28f-ae5553f9c0be 9e0cc482-82df-4ab2-a24c-0c23a3f52e1e c56d53a2-73d0-4502-b6bd-4a9d3dba28d5 fb2603eb-3c87-4be3-8b5b-d58a5b4a0bc0
2f9f4f7e-2d13-427b-adf2-361a1eef7ae8 c1d9fcbb-cba5-40b0-bf6b-527006585f4b`,
  'service plan or licence': `
c1ec4a95-1f05-45b3-a911-aa3fa01094f5 8c098270-9dd4-4350-9b30-ba4703f3b36b 9f431833-0334-42de-a7dc-70aa40db46db 41781fb2-bc02-4b7c-bd55-b576c07bb09d
eec0eb4f-6444-4f95-aba0-50c24d67f998 efb87545-963c-4e0d-99df-69c6916d9eb0 43de0ff5-c92c-492b-9116-175376d08c38 57ff2da0-773e-42df-b2af-ffb7a2317929
5dbe027f-2339-4123-9542-606e4d348a72 7547a3fe-08ee-4ccb-b430-5077c5041653 06ebc4ee-1bb5-47dd-8120-11324bc54e06 05e9a617-0261-4cee-bb44-138d3ef5d965
c7df2760-2c81-4ef7-b578-5b5392b571df 6fd2c87f-b296-42f0-b197-1e91e994b900 061f9ace-7d42-4136-88ac-31dc755f143f b05e124f-c7cc-45a0-a6aa-8cf78c946968
cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 f245ecc8-75af-4f8e-b61f-27d8114de5f3`,
};

const known = new Map<string, string>();
for (const [why, ids] of Object.entries(lists)) for (const id of ids.trim().split(/\s+/)) known.set(id, why);

/** What a GUID, in lower case, is in every tenant; undefined where it is no well-known one. */
export function isPortableGuid(guid: string): string | undefined {
  if (/^0000000[0-9a-f]-0000-0(?:000-c0|ff1-ce)00-000000000000$/.test(guid)) return 'app of Microsoft';
  if (/^0{8}-0{4}-0{4}-0{4}-[0-9a-f]{12}$/.test(guid)) return 'no id, or a built-in one';
  if (guid === 'ffffffff-ffff-ffff-ffff-ffffffffffff') return 'no id, or a built-in one';
  return known.get(guid);
}
