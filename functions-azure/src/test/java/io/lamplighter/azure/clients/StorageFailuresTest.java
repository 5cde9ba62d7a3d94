package io.lamplighter.azure.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.data.tables.models.TableServiceError;
import com.azure.data.tables.models.TableServiceException;
import com.azure.data.tables.models.TableTransactionFailedException;
import io.lamplighter.events.Failure;
import io.lamplighter.events.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SDK keeps of a transaction that failed is the code alone: no answer, no status. */
class StorageFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "TableNotFound, GONE",
        "ResourceNotFound, GONE",
        "UpdateConditionNotSatisfied, CONFLICT",
        "EntityAlreadyExists, INVALID",
        "AuthorizationFailure, DENIED",
        "AuthorizationPermissionMismatch, DENIED",
        "OperationTimedOut, UNAVAILABLE",
        "ServerBusy, UNAVAILABLE",
        "TableBeingDeleted, CONFLICT",
        "PropertyValueTooLarge, INVALID",
    })
    void read_failedInATransaction_isKnownByItsCode(String code, Kind kind) {
        TableServiceError error = new TableServiceError(code, "said by the service");

        Failure failure = new AzureFailures().read(new TableTransactionFailedException("no", null, error, 1));

        assertThat(failure).isEqualTo(new Failure(kind, code));
    }

    @Test
    void read_noAnswerAndNoCode_didNotComeThrough() {
        assertThat(new AzureFailures()
                        .read(new TableServiceException("unknown host", null))
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }
}
