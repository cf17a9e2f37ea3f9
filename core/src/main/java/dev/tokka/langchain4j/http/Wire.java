// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import java.net.http.HttpClient;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What all calls of one client share.
 *
 * @param http what sends; follows no redirects
 * @param limits what a call is allowed
 * @param retry when a request is sent again
 * @param redirectHosts where a redirect may lead, in lower case
 * @param timer what ends waiting
 * @param executor what runs listeners
 */
record Wire(
        HttpClient http,
        HttpLimits limits,
        RetryPolicy retry,
        Set<String> redirectHosts,
        Timer timer,
        Executor executor) {}
