import type { S3Client } from "@aws-sdk/client-s3";
import { deadline, withoutStalls } from "./deadline.ts";
import { holds, LINK_SECONDS, type Storage, StorageDown, storageDown } from "./storage.ts";

export interface S3Config {
  bucket: string;
  region: string;
  access_key_id: string;
  secret_access_key: string;
  /** The address of a store that is not Amazon's own; null for Amazon's. */
  endpoint: string | null;
  /** Whether browsers can reach the store, so that it may hand out signed links. */
  public_links: boolean;
}

/** Milliseconds for what is small: nobody waits long for a file to go. */
const DELETE_MS = 1_000;

/** Files in a bucket of any S3. The client is heavy: it is loaded when it is first needed. */
export function s3Storage(config: S3Config): Storage {
  const Bucket = config.bucket;
  let opened: ReturnType<typeof open> | undefined;
  const s3 = () => opened ??= open(config);

  const getStream = async (Key: string, abort: AbortController) => {
    const { client, GetObjectCommand } = await s3();
    const command = new GetObjectCommand({ Bucket, Key });
    const { Body } = await client.send(command, { abortSignal: abort.signal });
    return Body as unknown as ReadableStream<Uint8Array>;
  };

  return {
    async put(key, bytes) {
      const { client, PutObjectCommand } = await s3();
      await deadline(async (abort) => {
        const command = new PutObjectCommand({ Bucket, Key: key, Body: bytes });
        await client.send(command, { abortSignal: abort.signal });
        if (!await holds(await getStream(key, abort), bytes)) throw new StorageDown("changed");
      }).catch(storageDown);
    },
    async get(key) {
      try {
        return await deadline(async (abort) => withoutStalls(await getStream(key, abort), abort));
      } catch (error) {
        if (error instanceof Error && error.name === "NoSuchKey") return null;
        storageDown(error);
      }
    },
    async delete(key) {
      const { client, DeleteObjectCommand } = await s3();
      const command = new DeleteObjectCommand({ Bucket, Key: key });
      await deadline((abort) => client.send(command, { abortSignal: abort.signal }), DELETE_MS)
        .catch(storageDown);
    },
    async *list(prefix, { before }) {
      const { client, ListObjectsV2Command } = await s3();
      let token: string | undefined;
      do {
        const command = new ListObjectsV2Command({
          Bucket,
          Prefix: prefix,
          ContinuationToken: token,
        });
        const { Contents = [], NextContinuationToken } = await deadline((abort) =>
          client.send(command, { abortSignal: abort.signal })
        ).catch(storageDown);
        yield Contents.filter(({ LastModified }) => LastModified && LastModified < before)
          .map(({ Key }) => Key!);
        token = NextContinuationToken;
      } while (token);
    },
    async link(key, { type, disposition }) {
      if (!config.public_links) return null;
      const { client, GetObjectCommand } = await s3();
      const { getSignedUrl } = await import("@aws-sdk/s3-request-presigner");
      const command = new GetObjectCommand({
        Bucket,
        Key: key,
        ResponseContentType: type,
        ResponseContentDisposition: disposition,
        ResponseCacheControl: "no-store",
      });
      return await getSignedUrl(client, command, { expiresIn: LINK_SECONDS });
    },
    link_origin: config.public_links ? originOf(config) : null,
  };
}

/** Everything that the client would look for in the environment or on disk is given to it. */
async function open({ region, endpoint, access_key_id, secret_access_key }: S3Config) {
  const { S3Client, ...commands } = await import("@aws-sdk/client-s3");
  const { FetchHttpHandler } = await import("@smithy/fetch-http-handler");
  class Handler extends FetchHttpHandler {
    override async handle(
      request: Parameters<typeof FetchHttpHandler.prototype.handle>[0],
      options: Parameters<typeof FetchHttpHandler.prototype.handle>[1],
    ) {
      try {
        return await super.handle(request, options);
      } catch (error) {
        // A connection kept too long is cut; the client knows that only by the words of browsers.
        if (error instanceof TypeError) Object.assign(error, { $retryable: {} });
        throw error;
      }
    }
  }
  const client: S3Client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
    requestHandler: new Handler(),
    // All that is sent may be sent twice: a key is written once, with the same bytes.
    maxAttempts: 2,
    retryMode: "standard",
    // Not every S3 knows the newer checksums; what was put is read back instead.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    defaultsMode: "standard",
    defaultUserAgentProvider: () => Promise.resolve([["laurel", "1"]]),
    userAgentAppId: "laurel",
    authSchemePreference: [],
    sigv4aSigningRegionSet: [],
    disableClockSkewCorrection: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    useArnRegion: false,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
  });
  return { client, ...commands };
}

function originOf({ endpoint, bucket, region }: S3Config): string {
  if (endpoint !== null) return new URL(endpoint).origin;
  // A name with a dot has no certificate of its own, so it goes into the path.
  const host = bucket.includes(".") ? "" : `${bucket}.`;
  return `https://${host}s3.${region}.amazonaws.com`;
}
