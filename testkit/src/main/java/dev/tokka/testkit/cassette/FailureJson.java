// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.PolicyViolationException;
import dev.tokka.QuestionRejectedException;
import java.time.Instant;

/** Failures to answer in cassettes. Causes are not kept: nobody can say what they hold. */
final class FailureJson {

    private FailureJson() {}

    static ObjectNode write(ModelException failure, Rewriting hiding) {
        ObjectNode json = Json.object().put("type", failure.getClass().getSimpleName());
        if (failure instanceof ModelUnavailableException unavailable) {
            json.put("reason", unavailable.reason().name());
            unavailable.retryAt().ifPresent(at -> json.put("retryAt", at.toString()));
        } else if (failure instanceof IncompleteAnswerException incomplete) {
            json.put("reason", incomplete.reason().name());
            json.put("partialText", hiding.of(incomplete.partialText()));
        } else if (failure instanceof PolicyViolationException refused) {
            json.put("reason", refused.reason().name());
        }
        return json.put("message", hiding.of(String.valueOf(failure.getMessage())));
    }

    static ModelException read(JsonNode json, Rewriting showing) {
        String message = showing.of(Require.field(json, "message").asText());
        String type = Require.field(json, "type").asText();
        if (type.equals(ModelUnavailableException.class.getSimpleName())) {
            ModelUnavailableException.Reason reason = ModelUnavailableException.Reason.valueOf(
                    Require.field(json, "reason").asText());
            return json.has("retryAt")
                    ? new ModelUnavailableException(
                            reason, message, Instant.parse(json.get("retryAt").asText()))
                    : new ModelUnavailableException(reason, message);
        }
        if (type.equals(IncompleteAnswerException.class.getSimpleName())) {
            return new IncompleteAnswerException(
                    IncompleteAnswerException.Reason.valueOf(
                            Require.field(json, "reason").asText()),
                    message,
                    showing.of(Require.field(json, "partialText").asText()));
        }
        if (type.equals(QuestionRejectedException.class.getSimpleName())) {
            return new QuestionRejectedException(message);
        }
        if (type.equals(PolicyViolationException.class.getSimpleName())) {
            String reason = json.path("reason").asText(PolicyViolationException.Reason.OTHER.name()); // older cassettes
            return new PolicyViolationException(PolicyViolationException.Reason.valueOf(reason), message);
        }
        throw new IllegalArgumentException("expected a failure to answer but found \"" + type + "\"");
    }
}
