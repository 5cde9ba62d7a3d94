package io.lamplighter.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The cloud permissions that a class needs, by their own names; the roles are built from these, and a test compares them
 * with the calls that the class really makes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Grants {
    /** Permissions to look. */
    String[] read() default {};

    /** Permissions to change. */
    String[] write() default {};

    /**
     * Permissions that the cloud itself checks behind one of the calls above and that no call of ours names, such as
     * {@code logs:CreateLogDelivery} behind {@code ec2:CreateFlowLogs}.
     */
    String[] behind() default {};
}
