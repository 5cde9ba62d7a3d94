package io.lamplighter.azure.table;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the service says when it refuses a call: https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2. */
public final class Refusal extends HttpResponse {
    private final int status;
    private final String code;
    private final HttpHeaders headers;

    public Refusal(HttpRequest request, int status, String code) {
        super(request);
        this.status = status;
        this.code = code;
        this.headers = new HttpHeaders()
                .set(HttpHeaderName.CONTENT_TYPE, "application/json")
                .set(HttpHeaderName.fromString("x-ms-error-code"), code)
                .set(HttpHeaderName.RETRY_AFTER, "0");
    }

    private String body() {
        return "{\"odata.error\":{\"code\":\"%s\",\"message\":{\"lang\":\"en-US\",\"value\":\"no\"}}}".formatted(code);
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    @Deprecated
    public @Nullable String getHeaderValue(String name) {
        return headers.getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public Flux<ByteBuffer> getBody() {
        return Flux.just(ByteBuffer.wrap(body().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public BinaryData getBodyAsBinaryData() {
        return BinaryData.fromString(body());
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
        return Mono.just(body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Mono<String> getBodyAsString() {
        return Mono.just(body());
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
        return getBodyAsString();
    }
}
