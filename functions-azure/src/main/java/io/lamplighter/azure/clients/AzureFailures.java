package io.lamplighter.azure.clients;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import com.azure.data.tables.models.TableServiceException;
import com.azure.storage.blob.models.BlobStorageException;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Failure.Kind;
import io.lamplighter.events.FailureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an SDK exception means.
 *
 * <p>Codes are Azure's own:
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors and
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
public final class AzureFailures implements FailureReader {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int CHANGED = 412;
    private static final int THROTTLED = 429;
    private static final int SERVER_ERROR = 500;

    /** A busy neighbour, which passes; said with 409, 429 or 400 (handbook C10). */
    private static final Set<String> BUSY = Set.of(
            "AnotherOperationInProgress",
            "RetryableError",
            "RetryableErrorDueToAnotherOperation",
            "ContainerBeingDeleted",
            "TableBeingDeleted",
            "ReferencedResourceNotProvisioned",
            "ResourceIsBeingModified");

    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");

    /** https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes and common-rest-api-error-codes there. */
    private static final Map<String, Integer> STATUS_IN_TRANSACTIONS = Map.of(
            "AuthorizationFailure", FORBIDDEN,
            "AuthorizationPermissionMismatch", FORBIDDEN,
            "EntityAlreadyExists", CONFLICT,
            "EntityNotFound", NOT_FOUND,
            "InternalError", SERVER_ERROR,
            "OperationTimedOut", SERVER_ERROR,
            "ResourceNotFound", NOT_FOUND,
            "ServerBusy", SERVER_ERROR,
            "TableNotFound", NOT_FOUND,
            "UpdateConditionNotSatisfied", CHANGED);

    private static final Set<String> LIMIT = Set.of("QuotaExceeded", "LimitExceeded", "ResourceCountExceedsLimit");

    /** https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources: said with 409 of a write or delete. */
    private static final String LOCKED = "ScopeLocked";

    /** A person's sentence for a missing sign-in; the SDK's own has a page of attempts. */
    private static final String SIGN_IN =
            "no Azure credentials were found: run az login, or set AZURE_CLIENT_ID, AZURE_TENANT_ID and a secret or certificate";

    @Override
    public Failure read(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            Failure failure = known(one);
            if (failure != null) {
                return failure;
            }
        }
        return new Failure(Kind.BUG, "unexpected " + thrown.getClass().getSimpleName());
    }

    private static @Nullable Failure known(Throwable thrown) {
        return switch (thrown) {
            case KnownFailure e -> e.failure();
            case ClientAuthenticationException e ->
                new Failure(Kind.DENIED, e.getResponse() == null ? SIGN_IN : answered(e, "the sign-in was refused"));
            case ManagementException e -> management(e);
            case HttpResponseException e -> of(e, code(e), "");
            case InterruptedException e -> new Failure(Kind.OUT_OF_TIME, "the call was broken off at the deadline");
            case CancellationException e -> new Failure(Kind.OUT_OF_TIME, "the call was broken off at the deadline");
            case TimeoutException e -> new Failure(Kind.OUT_OF_TIME, "the call took too long");
            case IOException e -> unreached(e);
            case UncheckedIOException e -> unreached(e);
            default -> null;
        };
    }

    private static Failure unreached(Throwable e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Failure(Kind.UNAVAILABLE, "the call did not come through: " + why);
    }

    private static Failure management(ManagementException e) {
        ManagementError error = e.getValue();
        return error == null
                ? of(e, "", "")
                : of(e, String.valueOf(error.getCode()), error.getMessage() == null ? "" : error.getMessage());
    }

    /**
     * The code by which Azure Storage names what is wrong, empty where it names none.
     *
     * <p>https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2
     */
    public static String code(HttpResponseException e) {
        return switch (e) {
            case TableServiceException t
            when t.getValue() != null -> String.valueOf(t.getValue().getErrorCode());
            case BlobStorageException b -> String.valueOf(b.getErrorCode());
            default -> {
                HttpResponse answer = e.getResponse();
                String code = answer == null ? null : answer.getHeaderValue(ERROR_CODE);
                yield code == null ? "" : code;
            }
        };
    }

    private static Failure of(HttpResponseException e, String code, String message) {
        // The SDK keeps no answer of an action that failed inside a transaction, only its code.
        int status = e.getResponse() == null
                ? STATUS_IN_TRANSACTIONS.getOrDefault(code, 0)
                : e.getResponse().getStatusCode();
        return status == 0 && code.isEmpty() ? unreached(e) : item(status, code, message);
    }

    /** A failure that Azure reports with this status, code and message, also inside the answer of a long-running operation. */
    public static Failure item(int status, String code, String message) {
        String name = code.isEmpty() ? "HTTP " + status : code;
        String said = message.isEmpty() ? name : name + ": " + message;
        return new Failure(
                kind(status, code),
                code.equals(LOCKED) ? "a lock on it, or on what it lies in, forbids it: " + said : said);
    }

    /** A write went through and only the look at what it left did not: the change is there, and is to be looked at again. */
    public static Failure readingBack(RuntimeException thrown) {
        Failure failure = new AzureFailures().read(thrown);
        return new Failure(failure.kind(), "it was set and could not be read back: " + failure.why());
    }

    private static Kind kind(int status, String code) {
        if (BUSY.contains(code)) {
            return Kind.CONFLICT;
        }
        if (LIMIT.contains(code)) {
            return Kind.LIMIT;
        }
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> Kind.DENIED;
            case NOT_FOUND -> Kind.GONE;
            case CHANGED -> Kind.CONFLICT;
            // A conflict with what is there does not pass: only a busy neighbour does.
            case CONFLICT -> Kind.INVALID;
            case THROTTLED -> Kind.THROTTLED;
            default -> status >= SERVER_ERROR ? Kind.UNAVAILABLE : Kind.INVALID;
        };
    }

    private static String answered(HttpResponseException e, String otherwise) {
        HttpResponse response = e.getResponse();
        return response == null ? otherwise : "%s: HTTP %d".formatted(otherwise, response.getStatusCode());
    }
}
