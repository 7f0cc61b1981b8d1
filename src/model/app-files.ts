import type { Failure, Result } from './failure.js';

/** What the service needs to open what was uploaded; goes to the service and nowhere else (intune-objects.md 2.16). */
export interface FileEncryptionInfo {
  readonly encryptionKey: string;
  readonly macKey: string;
  readonly initializationVector: string;
  readonly mac: string;
  readonly profileIdentifier: string;
  readonly fileDigest: string;
  readonly fileDigestAlgorithm: string;
}

/** One file of the folder with installers, and what it says of itself. */
export interface SuppliedFile {
  /** Below the folder, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Bundle id, package id, product code or package name: what the app is known by. Absent where the file does not tell, or not to us. */
  readonly identity?: string;
  readonly version?: string;
  /** Of a Win32 package: the setup file inside. */
  readonly setupFile?: string;
  /** Why it cannot be used. */
  readonly broken?: string;
}

/** The file of one app, as a plan holds it. */
export interface PlannedFile {
  /** Below the folder with installers, with `/`. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** The content of one file, sealed as the service wants it. Read once, from the beginning to the end, block by block. */
export interface SealedContent {
  /** Bytes as the device gets them. */
  readonly size: number;
  /** Bytes that are uploaded, with the header. */
  readonly sizeEncrypted: number;
  /** What comes behind the header, in pieces of at most so many bytes. */
  blocks(most: number): AsyncIterable<Uint8Array>;
  /**
   * Once all blocks are read: how to open it, the header that comes in front of them where it is only known now, and the
   * sha256 of the file itself, as a plan holds it.
   */
  finish(): { readonly info: FileEncryptionInfo; readonly header?: Uint8Array; readonly sha256: string };
  close(): Promise<void>;
}

/** A folder with installers that a person supplied. */
export interface AppFiles {
  readonly folder: string;
  /** Every file that could be an installer, in the order of their paths. */
  list(): Promise<readonly SuppliedFile[]>;
  /** Size and sha256 of a file; undefined where it is gone. */
  digest(path: string): Promise<PlannedFile | undefined>;
  /** Opens a file for one upload. @throws Stop (2) where it cannot be read */
  open(path: string): Promise<SealedContent>;
}

/**
 * Where the service wants content to be put: another host, named by the service for one file and a short time. The place
 * is as good as a password: it is in no message and no log.
 */
export interface BlockStore {
  /** Puts one block under a name; names of one file are equally long. */
  put(place: string, name: string, bytes: Uint8Array): Promise<Result<undefined>>;
  /** Makes the file of blocks that were put before, in this order. */
  join(place: string, names: readonly string[]): Promise<Result<undefined>>;
}

/** A failure of the place itself: the permission it holds has run out. */
export function hasExpired(failure: Failure): boolean {
  return failure.kind === 'forbidden';
}
