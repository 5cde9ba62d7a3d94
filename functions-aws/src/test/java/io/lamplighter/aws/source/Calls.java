package io.lamplighter.aws.source;

import io.lamplighter.events.Failure;
import io.lamplighter.events.SentCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * Writes down every call that goes out, by the permission that it takes: a page is a call, a retry is not.
 *
 * <p>Permissions are {@code prefix:Operation} but for those in the tables here, which are AWS's own
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
public final class Calls implements ExecutionInterceptor {
    private static final Pattern READS = Pattern.compile("Get|List|Describe");
    private static final int BAD_REQUEST = 400;
    private static final Map<String, String> PREFIXES = Map.of(
            "elasticloadbalancingv2", "elasticloadbalancing",
            "resourcegroupstaggingapi", "tag");

    private static final Map<String, String> PERMISSIONS = Map.ofEntries(
            Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
            Map.entry("s3:HeadBucket", "s3:ListBucket"),
            Map.entry("s3:ListObjectsV2", "s3:ListBucket"),
            Map.entry("s3:HeadObject", "s3:GetObject"),
            Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
            Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
            Map.entry("s3:GetBucketReplication", "s3:GetReplicationConfiguration"),
            Map.entry("s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"),
            Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("s3:DeleteBucketTagging", "s3:PutBucketTagging"));

    private static final Map<Failure.Kind, String> REFUSALS =
            Map.of(Failure.Kind.THROTTLED, "ThrottlingException", Failure.Kind.DENIED, "AccessDeniedException");

    private final List<SentCall> sent = new CopyOnWriteArrayList<>();
    private volatile Failure.@Nullable Kind refusing;
    private volatile boolean wrote;

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        sent.add(new SentCall(permission(service, operation), parameters(context.request())));
        boolean read = READS.matcher(operation).lookingAt();
        if (refusing != null && wrote && read) {
            throw AwsServiceException.builder()
                    .statusCode(BAD_REQUEST)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(REFUSALS.get(refusing))
                            .errorMessage("as told")
                            .build())
                    .build();
        }
        wrote |= !read;
    }

    /** Once a write has gone out, every read is refused with this kind; null ends it. */
    public void refuseReadsAfterAWrite(Failure.@Nullable Kind kind) {
        wrote = false;
        refusing = kind;
    }

    /** What went out since the last {@link #forget()}, in order. */
    public List<SentCall> sent() {
        return List.copyOf(sent);
    }

    /** How many calls went out, pages and all. */
    public int count() {
        return sent.size();
    }

    /** Starts anew. */
    public void forget() {
        sent.clear();
    }

    /** The permission that a call takes. */
    public static String permission(String service, String operation) {
        String name = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String plain = PREFIXES.getOrDefault(name, name) + ":" + operation;
        return PERMISSIONS.getOrDefault(plain, plain);
    }

    /** What was set, by the model's own member names. */
    private static Map<String, Object> parameters(SdkPojo pojo) {
        Map<String, Object> set = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = plain(field.getValueOrDefault(pojo));
            if (value != null) {
                set.put(field.memberName(), value);
            }
        }
        return set;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SdkAutoConstructList<?> unset -> null;
            case SdkAutoConstructMap<?, ?> unset -> null;
            case SdkPojo nested -> parameters(nested);
            case List<?> list -> list.stream().map(Calls::plain).toList();
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((k, v) -> copy.put(String.valueOf(k), plain(v)));
                yield copy;
            }
            case Boolean flag -> flag;
            case Number number -> number;
            default -> value.toString();
        };
    }
}
