namespace MailFactory.Testing.Distros;

/// <summary>The ways an installer can get its answer file without anybody typing.</summary>
internal enum AnswerDelivery
{
    /// <summary>In a cpio archive appended to the initrd.</summary>
    Initrd,

    /// <summary>On a CD with the label CIDATA, cloud-init's NoCloud data source.</summary>
    Cidata,

    /// <summary>On a CD with the label OEMDRV, which anaconda and linuxrc look at.</summary>
    Oemdrv,
}
