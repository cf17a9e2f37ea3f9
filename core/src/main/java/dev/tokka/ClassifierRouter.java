// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

/** See {@link Router#byClassifier}. */
record ClassifierRouter(DomainModel classifier, AnswerForm.OneOf labels) implements Router {

    ClassifierRouter {
        requireNonNull(classifier, "classifier");
        requireNonNull(labels, "labels");
    }

    @Override
    public Route route(Question question) {
        Attributes attributes = question.attributes().without(Generation.KEY).without(TokenSink.KEY);
        Question asked = Question.of(question.text())
                .plusHistory(question.history())
                .withForm(labels)
                .withAttributes(attributes);
        Answer answer = requireNonNull(classifier.answer(asked), "a model answered null");
        if (!(answer instanceof Answer.Reply reply)) {
            throw new QuestionRejectedException("route: the classifier abstained");
        }
        return new Route(labelOf(reply.text()), reply.trace());
    }

    private String labelOf(String text) {
        if (labels.labels().contains(text)) {
            return text;
        }
        String key = Agreement.wording().key(text);
        return labels.labels().stream()
                .filter(label -> Agreement.wording().key(label).equals(key))
                .findFirst()
                .orElseThrow(() -> new QuestionRejectedException("route: expected one of " + labels.labels()
                        + " from the classifier but got a reply of " + text.length() + " characters"));
    }

    @Override
    public Description describe() {
        Description description = Description.of("classifier");
        for (int i = 0; i < labels.labels().size(); i++) {
            description = description.with("label " + (i + 1), labels.labels().get(i));
        }
        return description.withPart(classifier.describe());
    }

    @Override
    public String toString() {
        return "classifier(" + PassedOver.name(classifier) + ", " + labels.labels() + ")";
    }
}
