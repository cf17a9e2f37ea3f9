// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;

/**
 * What all calls of one client share.
 *
 * @param http what sends; follows no redirects
 * @param limits what a call is allowed
 * @param retry when a request is sent again
 * @param reach where requests may go
 * @param timer what ends waiting
 * @param executor what runs listeners
 */
record Wire(HttpClient http, HttpLimits limits, RetryPolicy retry, Reach reach, Timer timer, Executor executor) {

    Wire withReach(Reach newReach) {
        return new Wire(http, limits, retry, newReach, timer, executor);
    }
}
