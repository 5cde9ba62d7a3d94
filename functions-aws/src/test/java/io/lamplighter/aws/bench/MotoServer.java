package io.lamplighter.aws.bench;

import java.util.List;

/**
 * How moto is started: as it is, but that S3 keeps what it was given.
 *
 * <p>Moto 5.2.5 reads the key format of PutBucketLogging and leaves it out of GetBucketLogging, which S3 answers with it:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html, TargetObjectKeyFormat. A setting of somebody
 * else's could not be told from ours then.
 */
final class MotoServer {
    private static final String PROGRAM = """
            import sys
            from moto.s3.responses import S3Response
            from moto.server import main
            plain = S3Response.serialized
            def serialized(self, action_result):
                told = action_result.result
                if isinstance(told, dict) and told.get("LoggingEnabled"):
                    kept = self.backend.get_bucket_logging(self.bucket_name).get("TargetObjectKeyFormat")
                    if kept:
                        told["LoggingEnabled"]["TargetObjectKeyFormat"] = {k: v or {} for k, v in kept.items()}
                return plain(self, action_result)
            S3Response.serialized = serialized
            sys.argv[0] = "moto_server"
            sys.exit(main())
            """;

    private MotoServer() {}

    static List<String> command(PythonEnvironment python, int port) {
        return List.of(
                python.program("python").toString(), "-c", PROGRAM, "-H", "127.0.0.1", "-p", Integer.toString(port));
    }
}
