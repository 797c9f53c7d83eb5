namespace TenantApi;

/// <summary>
/// What the client refuses before it sends anything is what the caller gave it. This is for endpoints that hand their
/// input to the client and do nothing else; anywhere else the same exception would be a mistake of this program.
/// </summary>
internal sealed class RefusedArguments : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ArgumentException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
