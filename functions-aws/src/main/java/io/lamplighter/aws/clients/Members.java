package io.lamplighter.aws.clients;

import io.lamplighter.events.Accounts;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Grants;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The way into other accounts: the member role, assumed there with an external id. */
@Grants(read = "sts:AssumeRole")
public final class Members implements Accounts {
    private final Settings settings;
    private final Home home;
    private final Supplier<Entry> own;
    private final Map<String, StsAssumeRoleCredentialsProvider> assumed = new ConcurrentHashMap<>();

    /** What assuming a role takes; made for the first other account, since most alerts are of the own. */
    record Entry(String partition, StsClient sts) {}

    Members(Settings settings, Home home, Supplier<Entry> own) {
        this.settings = settings;
        this.home = home;
        this.own = own;
    }

    @Override
    public @Nullable Failure enter(String account) {
        if (account.equals(home.account())) {
            return null;
        }
        try {
            credentials(account).resolveCredentials();
            return null;
        } catch (SdkException e) {
            Failure failure = new AwsFailures().read(e);
            return failure.kind() != Failure.Kind.DENIED
                    ? failure
                    : new Failure(
                            Failure.Kind.DENIED,
                            "the role %s in account %s could not be assumed: deploy the member role there, trusting account %s%s"
                                    .formatted(
                                            settings.memberRole(),
                                            account,
                                            home.account(),
                                            settings.externalId() == null ? "" : " with our external id"));
        }
    }

    /** @throws KnownFailure if no member role is set */
    AwsCredentialsProvider credentials(String account) {
        if (settings.memberRole() == null) {
            throw new KnownFailure(
                    new Failure(
                            Failure.Kind.DENIED,
                            "account %s is not our own and %s is not set: deploy the member role there and name it"
                                    .formatted(account, Settings.MEMBER_ROLE)),
                    null);
        }
        return assumed.computeIfAbsent(account, this::assume);
    }

    private StsAssumeRoleCredentialsProvider assume(String account) {
        Entry here = own.get();
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(here.sts())
                .refreshRequest(r -> r.roleArn(
                                "arn:%s:iam::%s:role/%s".formatted(here.partition(), account, settings.memberRole()))
                        .roleSessionName("lamplighter")
                        .externalId(settings.externalId()))
                .build();
    }
}
