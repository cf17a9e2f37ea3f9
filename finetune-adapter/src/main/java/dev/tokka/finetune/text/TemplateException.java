// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import java.io.Serial;

/** A template cannot be read or rendered. Nothing of a message's content is in its text. */
final class TemplateException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean raised;

    private TemplateException(String message, boolean raised) {
        super(message, null, false, false);
        this.raised = raised;
    }

    static TemplateException of(String message) {
        return new TemplateException(message, false);
    }

    /** Returns what a template throws itself. */
    static TemplateException raised(String message) {
        return new TemplateException(message, true);
    }

    /** Returns this with the line, unless a statement inside said it already or the template threw it. */
    TemplateException at(int line) {
        String message = String.valueOf(getMessage());
        return raised || message.startsWith("line ") ? this : of("line " + line + ": " + message);
    }

    boolean isRaised() {
        return raised;
    }
}
