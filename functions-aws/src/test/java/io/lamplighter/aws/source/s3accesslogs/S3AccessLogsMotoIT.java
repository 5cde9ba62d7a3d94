package io.lamplighter.aws.source.s3accesslogs;

import io.lamplighter.aws.bench.Moto;

/** Moto refuses a target that does not let the writer in, and drops the key format, so that it is not read back. */
class S3AccessLogsMotoIT extends S3AccessLogsOnEmulator {
    S3AccessLogsMotoIT() {
        super(Moto.shared());
    }
}
