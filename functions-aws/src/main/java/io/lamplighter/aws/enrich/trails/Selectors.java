package io.lamplighter.aws.enrich.trails;

import java.util.List;

/**
 * What a trail is told to record, both forms as one: pure.
 *
 * @param simple the basic selectors
 * @param advanced the advanced ones; a trail has one form or the other
 */
record Selectors(List<Basic> simple, List<Advanced> advanced) {
    private static final String OBJECTS = "AWS::S3::Object";

    Selectors {
        simple = List.copyOf(simple);
        advanced = List.copyOf(advanced);
    }

    /**
     * One basic selector.
     *
     * @param excludes whether it leaves out the management events of some service
     * @param objects the ARN prefixes of S3 objects that it records
     */
    record Basic(boolean management, boolean excludes, String readWrite, List<String> objects) {
        Basic {
            objects = List.copyOf(objects);
        }
    }

    /** One advanced selector: all its fields must match. */
    record Advanced(List<Field> fields) {
        Advanced {
            fields = List.copyOf(fields);
        }

        private boolean is(String field, String value) {
            return fields.stream()
                    .anyMatch(f -> f.name().equals(field) && f.equal().contains(value));
        }

        private boolean narrows(String field) {
            return fields.stream().anyMatch(f -> f.name().equals(field));
        }
    }

    /**
     * The conditions on one field.
     *
     * @param not what it may not equal or start with
     * @param byEnding whether there are conditions on how it ends: those tell objects apart and not buckets
     */
    record Field(String name, List<String> equal, List<String> startsWith, List<String> not, boolean byEnding) {
        Field {
            equal = List.copyOf(equal);
            startsWith = List.copyOf(startsWith);
            not = List.copyOf(not);
        }
    }

    /** {@code all}, {@code some} or {@code none} of the management events. */
    String management() {
        boolean some = false;
        for (Basic one : simple) {
            if (one.management() && !one.excludes() && one.readWrite().equals("All")) {
                return "all";
            }
            some |= one.management();
        }
        for (Advanced one : advanced) {
            if (one.is("eventCategory", "Management")) {
                if (one.fields().size() == 1) {
                    return "all";
                }
                some = true;
            }
        }
        return some ? "some" : "none";
    }

    /** {@code all}, {@code some} or {@code none} of the reads and writes of a bucket's objects. */
    String objectsOf(String bucketArn) {
        boolean some = false;
        for (Basic one : simple) {
            for (String value : one.objects()) {
                // "arn:aws:s3" and "arn:aws:s3:::" both mean every bucket.
                boolean whole = (bucketArn + "/").startsWith(value);
                if (whole && one.readWrite().equals("All")) {
                    return "all";
                }
                some |= whole || value.startsWith(bucketArn + "/");
            }
        }
        for (Advanced one : advanced) {
            if (!one.is("eventCategory", "Data") || !one.is("resources.type", OBJECTS)) {
                continue;
            }
            boolean narrowed = one.narrows("readOnly") || one.narrows("eventName") || one.narrows("userIdentity.arn");
            switch (arns(one, bucketArn + "/")) {
                case "all" -> {
                    if (!narrowed) {
                        return "all";
                    }
                    some = true;
                }
                case "some" -> some = true;
                default -> {}
            }
        }
        return some ? "some" : "none";
    }

    private static String arns(Advanced selector, String objects) {
        for (Field field : selector.fields()) {
            if (!field.name().equals("resources.ARN")) {
                continue;
            }
            if (field.not().stream().anyMatch(objects::startsWith)) {
                return "none";
            }
            if (field.startsWith().stream().anyMatch(objects::startsWith)) {
                return field.byEnding() ? "some" : "all";
            }
            if (field.startsWith().isEmpty() && field.equal().isEmpty()) {
                boolean parts = field.byEnding() || field.not().stream().anyMatch(n -> n.startsWith(objects));
                return parts ? "some" : "all";
            }
            boolean inside = field.startsWith().stream().anyMatch(v -> v.startsWith(objects))
                    || field.equal().stream().anyMatch(v -> v.startsWith(objects));
            return inside ? "some" : "none";
        }
        return "all";
    }
}
