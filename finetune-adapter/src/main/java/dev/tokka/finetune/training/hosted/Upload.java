// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.training.hosted;

import dev.tokka.finetune.training.job.TrainingException;
import dev.tokka.finetune.training.job.TrainingException.Reason;
import dev.tokka.finetune.training.job.TrainingFile;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/**
 * A file as the body of a request, read while it is sent.
 *
 * @param file the rows
 * @param name by which the provider knows it; tells the digest, so that it is found again
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578: multipart/form-data</a>
 */
record Upload(TrainingFile file, String name) {

    /** The digest makes it one that no row holds: it would have to hold its own. */
    private String boundary() {
        return "tokka-" + file.sha256();
    }

    HttpRequest.Builder request(Provider provider) {
        String before =
                "--" + boundary() + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nfine-tune\r\n--"
                        + boundary() + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/jsonl\r\n\r\n";
        String after = "\r\n--" + boundary() + "--\r\n";
        BodyPublisher rows;
        try {
            rows = BodyPublishers.ofFile(file.path());
        } catch (FileNotFoundException e) {
            throw new TrainingException(Reason.DIRECTORY, file.path() + ": expected the rows but they are gone", e);
        }
        return HttpRequest.newBuilder(provider.at("/files"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary())
                .POST(BodyPublishers.concat(BodyPublishers.ofString(before), rows, BodyPublishers.ofString(after)));
    }
}
