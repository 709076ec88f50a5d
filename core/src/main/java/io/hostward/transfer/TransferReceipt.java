package io.hostward.transfer;

import io.hostward.net.HostAddress;
import java.time.Duration;

/**
 * What is known of one finished transfer.
 *
 * @param server where the bytes went or came from
 * @param status the HTTP status, 200 to 299
 * @param bytes how many bytes of the file were moved
 * @param untilConnected time until TLS was established
 * @param elapsed time from start until the server's answer
 * @param tls protocol and cipher suite, for example {@code TLSv1.3 TLS_AES_128_GCM_SHA256}
 */
public record TransferReceipt(
    HostAddress server,
    int status,
    long bytes,
    Duration untilConnected,
    Duration elapsed,
    String tls) {}
