/**
 * S3 server access logs: every request to a bucket, as S3 itself saw it.
 *
 * <h2>What it shows</h2>
 *
 * <p>Who asked for which object, from which address, with which agent, and what came of it: requester, remote address,
 * operation, key, status, bytes, referrer, user agent, TLS version, access point. Anonymous requests too, which CloudTrail
 * data events show only where they are on.
 *
 * <p>It does not show anything from before it was lit. Records are best effort: some may be missing or come twice.
 * Directory buckets have no access logs. Delivery by CloudWatch Logs' own delivery sources, a second system of AWS's, is
 * not looked at: a bucket that is logged only there counts as dark, and gets a second, free log.
 *
 * <h2>What it costs</h2>
 *
 * <p>Nothing for the delivery; the storage of the records.
 *
 * <h2>First record</h2>
 *
 * <p>Within a few hours, and the setting itself may take an hour to work. For an attack that is going on, CloudTrail's S3
 * data events are quicker.
 *
 * <h2>Undo</h2>
 *
 * <p>The bucket's logging setting as it was before is put back, only if the present one is the one we left, all of it. S3
 * has no condition on this call, so between the look and the write lies a moment in which somebody else's change would be
 * lost. It is the time of one call when a change is undone, and when it is made more than three seconds after it was
 * approved, since then the setting is looked at once more; else it lasts from the first look to the write: until the other
 * buckets and the hands-off tags are read and the ledger is written, and three seconds at most from then on.
 */
@NullMarked
package io.lamplighter.aws.source.s3accesslogs;

import org.jspecify.annotations.NullMarked;
